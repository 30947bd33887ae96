"""A short session in which every kind of event happens, for the golden journal of a release.

``python -m tests.golden.every_kind VERSION`` writes the journal and the recap of a new release
beside this file. Those of a release that people use are never written again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from session import commands as c
from session.recapping import recap
from session.state import Consent, State
from store.journal import frame
from tests.session.table import Table

HERE = Path(__file__).parent


def _last(mapping: dict[str, object]) -> str:
    return next(reversed(mapping))


def _theme(state: State, letter: str) -> str:
    return next(t.id for t in state.themes.values() if t.letter == letter and not t.removed)


def play() -> Table:
    """Return the session, played."""
    table = Table()
    _open(table)
    _gather(table)
    _decide(table)
    table.do(c.EndSession())
    table.do(c.AgreeRecap(not_coproduced="The date was set before we met."))
    return table


def _open(table: Table) -> None:
    table.do(c.ArriveAll())
    table.do(c.AddPerson(name="Bea", roles=("service provider",), late=True))
    bea = _last(dict(table.state.people))
    table.do(c.ChangePerson(person=bea, name="Beatriz", roles=("service provider",)))
    table.do(c.ChangeConsent(person=bea, consent=Consent(named=True)))
    table.do(c.LeavePerson(person=bea))
    table.do(c.SetCounting(on=True))
    table.wait(300)
    table.do(c.StartAgenda(back_s=60))
    table.do(c.BackdateStart(back_s=30))
    table.do(c.StartTurn(group="community member"))
    table.wait(90)
    table.do(c.EndTurn())
    table.do(c.RaiseHand(name="Kit"))
    table.do(c.RaiseHand(reason="online"))
    table.do(c.LowerHand())
    table.wait(240)
    table.do(c.RecordGap(length_ms=120_000))
    table.do(c.CountGap(counted=False))
    table.do(c.Pause())
    table.wait(60)
    table.do(c.Resume())


def _gather(table: Table) -> None:
    table.do(c.NextItem())
    table.do(c.ChangeFocus(focus="What would bring you in?"))
    table.do(c.AddMinutes(minutes=5))
    for text in ("A warm room", "Soup", "Late opening", "Off the list"):
        table.do(c.AddIdea(text=text, channel="paper"))
    warm, soup, late, off = table.state.ideas
    table.do(c.EditIdea(idea=warm, text="A warm room on Sundays"))
    table.do(c.MergeIdea(idea=late, into=warm))
    table.do(c.SplitIdea(idea=late))
    table.do(c.RemoveIdea(idea=off))
    for name in ("Warmth", "Food", "Passing"):
        table.do(c.AddTheme(name=name))
    table.do(c.RenameTheme(theme=_theme(table.state, "B"), name="Food and drink"))
    table.do(c.RemoveTheme(theme=_theme(table.state, "C")))
    table.do(c.ColourIdea(idea=warm, theme=_theme(table.state, "A")))
    table.do(c.ColourIdea(idea=soup, theme=_theme(table.state, "B")))
    table.do(c.ColourIdea(idea=soup, theme=_theme(table.state, "A"), also=True))
    table.do(c.Park(text="The lease", asked_by="Beatriz", promise="session 4"))
    table.do(c.MoveParked(parked=next(iter(table.state.parking)), status="picked-up"))
    table.do(c.AddItem(title="A look round", minutes=5))
    table.do(c.MoveItem(item=table.state.order[2], index=3))
    table.do(c.SkipItem(item=table.state.order[4]))


def _decide(table: Table) -> None:
    table.do(
        c.OpenRound(question="Which first?", options=("Warmth", "Food"), method="dots", dots=3)
    )
    vote = next(iter(table.state.rounds))
    one, two = table.state.rounds[vote].options
    table.do(c.EnterCount(round=vote, channel="paper", counts={one: 7, two: 5}, ballots=4))
    table.do(c.CloseRound(round=vote))
    table.do(c.RevealRound(round=vote))
    table.do(c.WriteNote(text="A note"))
    table.do(c.WriteNote(text="Too much said"))
    table.do(c.Undo())
    table.do(c.Redo())
    strike = table.do(c.Strike(area="notes", key=_last(dict(table.state.notes)))).strike
    assert strike
    table.journal = [strike.payload(payload) for payload in table.journal]
    table.do(c.RecordDecision(text="We start with warmth"))
    table.do(c.AddReservation(text="Not without soup"))
    table.do(c.SetAction(what="Ring the council", who="Beatriz", by="Friday"))


if __name__ == "__main__":
    played = play()
    lines = [frame("2026-03-02-table", payload) for payload in played.journal]
    (HERE / f"journal-{sys.argv[1]}.jsonl").write_bytes(b"".join(lines))
    made = msgspec.json.format(msgspec.json.encode(recap(played.state)), indent=1)
    (HERE / f"recap-{sys.argv[1]}.json").write_bytes(made + b"\n")
