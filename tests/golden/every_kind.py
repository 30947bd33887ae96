"""A short session in which every kind of event happens, for the golden journal of a release.

``python -m tests.golden.every_kind VERSION`` writes the journal and the recap of a new release
beside this file. Those of a release that people use are never written again.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from session.model.admission import (
    AskMissed,
    AskReturn,
    RenewCode,
    SettleMissed,
    SettleReturn,
    TakeBackJoins,
)
from session.model.agenda import (
    AddItem,
    AddMinutes,
    BackdateStart,
    ChangeFocus,
    MoveItem,
    NewMinutes,
    NextItem,
    Pause,
    Replan,
    Resume,
    SkipItem,
    StartAgenda,
)
from session.model.agreement import (
    AddLine,
    AgreeLines,
    AgreeShares,
    MoveLine,
    RemoveLine,
    RewordLine,
    ShowShares,
    TellByRole,
)
from session.model.carried import Carried, CarriedAction, CarriedDecision
from session.model.floor import EndTurn, LowerHand, OrderQueue, RaiseHand, StartTurn
from session.model.glossary import ExplainWord, FlagWord, RemoveWord
from session.model.history import Redo, Undo
from session.model.ideas import (
    AddIdea,
    AddTheme,
    ColourIdea,
    EditIdea,
    MarkIdea,
    MergeIdea,
    RemoveIdea,
    RemoveTheme,
    RenameTheme,
    SplitIdea,
)
from session.model.lifecycle import (
    AgreeRecap,
    CountGap,
    EndSession,
    NoteOffsets,
    Offset,
    RecordGap,
    SetCounting,
    Strike,
)
from session.model.opening_closing import (
    AddReflection,
    AddSummary,
    AddThanks,
    CorrectRecap,
    NoteMissing,
    SetNextSession,
    TellOutcome,
)
from session.model.parking import ChangeParked, MoveParked, Park
from session.model.people import (
    AddPerson,
    AllowWords,
    AnswerUnlisted,
    ArriveAll,
    ChangeConsent,
    ChangePerson,
    Consent,
    LeavePerson,
    NoteNeeds,
    SetDelivery,
)
from session.model.phones import (
    CloseDoor,
    JoinDevice,
    LeaveDevice,
    OfferIdea,
    OpenDoor,
    RaiseConcern,
    SeeConcern,
    SetColouring,
    SetLookFirst,
    SettleOffer,
    SetWays,
)
from session.model.plan import Wifi
from session.model.record import (
    AddReservation,
    ChangeReservation,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.speaking_round import CloseCircle, OpenCircle, StartCircle, StepCircle
from session.model.state import State
from session.model.votes import (
    BeginBallots,
    CancelVote,
    CloseRound,
    Count,
    EnterCount,
    OpenRound,
    RevealRound,
    VoidVote,
)
from session.rules.agenda_clock import total_min
from session.rules.votes import held_again
from session.views.recap import recap
from store.journal.format import frame
from tests.session.table import Table

HERE = Path(__file__).parent
DECIDED = (CarriedDecision("decided", "We meet at the hub"),)
ACTIONS = (CarriedAction("earlier", "Open on Sundays"),)


def _last(mapping: dict[str, object]) -> str:
    return next(reversed(mapping))


def _theme(state: State, letter: str) -> str:
    return next(t.id for t in state.themes.values() if t.letter == letter and not t.removed)


def play() -> Table:
    """Return the session, played."""
    table = Table(carried=Carried(1, decisions=DECIDED, actions=ACTIONS))
    _open(table)
    _agree(table)
    _gather(table)
    _phones(table)
    _decide(table)
    table.do(EndSession())
    table.do(AgreeRecap(not_coproduced="The date was set before we met."))
    table.do(CorrectRecap(text="The council rings us"))
    return table


def _open(table: Table) -> None:
    table.do(ArriveAll())
    table.do(AddPerson(name="Bea", roles=("service provider",), late=True))
    bea = _last(dict(table.state.people))
    table.do(ChangePerson(person=bea, name="Beatriz", roles=("service provider",)))
    table.do(ChangeConsent(person=bea, consent=Consent(named=True)))
    table.do(NoteNeeds(person=bea, text="Large print"))
    table.do(SetDelivery(person=bea, gets="post"))
    table.do(LeavePerson(person=bea))
    table.do(SetCounting(on=True))
    table.wait(300)
    table.do(StartAgenda(back_s=60))
    table.do(BackdateStart(back_s=30))
    table.do(StartTurn(group="community member"))
    table.wait(90)
    table.do(EndTurn())
    table.do(RaiseHand(name="Kit"))
    table.do(RaiseHand(reason="online"))
    table.do(LowerHand())
    table.do(OrderQueue(order="heard-least"))
    table.do(OpenCircle(question="How are you?", quiet=True))
    table.do(StartCircle())
    table.do(StepCircle())
    table.do(StepCircle())
    table.do(CloseCircle())
    table.wait(240)
    table.do(RecordGap(length_ms=120_000))
    table.do(CountGap(counted=False))
    table.do(Pause())
    table.wait(60)
    table.do(Resume())


def _agree(table: Table) -> None:
    for text in ("One at a time", "Breaks are fine", "Off the list"):
        table.do(AddLine(text=text))
    _, second, last = table.state.agreement.order
    table.do(RewordLine(line=second, text="Breaks are fine, always"))
    table.do(MoveLine(line=second, by=-1))
    table.do(RemoveLine(line=last))
    table.do(AgreeLines())
    table.do(ShowShares(on=True))
    table.do(TellByRole(on=True))
    table.do(AgreeShares(shares={"community member": 60}))
    table.do(FlagWord(text="ICB"))
    table.do(ExplainWord(text="ICB", meaning="integrated care board"))
    table.do(FlagWord(text="Soup"))
    table.do(RemoveWord(word=_last(dict(table.state.words))))


def _replan(table: Table) -> None:
    """Shorten the item under way by what it was just given, as a re-plan would."""
    key = table.state.clock.current
    total = total_min(table.state.items[key])
    assert total is not None
    changed = NewMinutes(item=key, before=total, after=total - 2)
    table.do(Replan(way="shrink", current=key, minutes=(changed,)))


def _gather(table: Table) -> None:
    table.do(NextItem())
    table.do(ChangeFocus(focus="What would bring you in?"))
    table.do(AddMinutes(minutes=5))
    _replan(table)
    for text in ("A warm room", "Soup", "Late opening", "Off the list"):
        table.do(AddIdea(text=text, channel="paper"))
    warm, soup, late, off = table.state.ideas
    table.do(EditIdea(idea=warm, text="A warm room on Sundays"))
    table.do(MergeIdea(idea=late, into=warm))
    table.do(SplitIdea(idea=late))
    table.do(RemoveIdea(idea=off))
    for name in ("Warmth", "Food", "Passing"):
        table.do(AddTheme(name=name))
    table.do(RenameTheme(theme=_theme(table.state, "B"), name="Food and drink"))
    table.do(RemoveTheme(theme=_theme(table.state, "C")))
    table.do(ColourIdea(idea=warm, theme=_theme(table.state, "A")))
    table.do(ColourIdea(idea=soup, theme=_theme(table.state, "B")))
    table.do(ColourIdea(idea=soup, theme=_theme(table.state, "A"), also=True))
    table.do(Park(text="The lease", asked_by="Beatriz", promise="session 4"))
    table.do(MoveParked(parked=next(iter(table.state.parking)), status="picked-up"))
    lease = next(iter(table.state.parking))
    table.do(ChangeParked(parked=lease, text="The lease of the hall", promise="session 5"))
    table.do(AddItem(title="A look round", minutes=5))
    table.do(MoveItem(item=table.state.order[2], by=1))
    table.do(SkipItem(item=table.state.order[4]))


def _phones(table: Table) -> None:
    table.do(OpenDoor(code="warm-soup", port=8470))
    consent = Consent(named=True, counted=False)
    table.do(JoinDevice(device="mark-1", name="Zofia", remote=True, consent=consent), "phone-1")
    zofia = _last(dict(table.state.people))
    table.do(SetLookFirst(on=True))
    table.do(SetWays(meeting_link="meet.example.org/hub", wifi=Wifi("Hall")))
    table.do(OfferIdea(text="A night bus", author=zofia), "phone-2")
    table.do(OfferIdea(text="A quiet hour"), "phone-3")
    table.do(SettleOffer(taken=True))
    table.do(SettleOffer(taken=False))
    table.do(SetColouring(on=True))
    bus = _last(dict(table.state.ideas))
    table.do(MarkIdea(idea=bus, mark="m-1", theme=_theme(table.state, "A")), "phone-4")
    table.do(RaiseConcern(text="It is too loud for me"), "phone-5")
    table.do(SeeConcern())
    table.do(RenewCode(code="calm-river"))
    table.do(AskReturn(device="mark-2", name="Zofia"), "phone-7")
    table.do(SettleReturn(yes=True))
    table.do(JoinDevice(device="mark-3", name="Quill"), "phone-8")
    table.do(AskMissed(device="mark-3"), "phone-10")
    table.do(SettleMissed(yes=True))
    table.do(TakeBackJoins(since_t=table.state.devices["mark-3"].joined_t))
    table.do(JoinDevice(device="mark-1", name="Zofia"), "phone-9")
    table.do(LeaveDevice(device="mark-1"), "phone-6")
    table.do(CloseDoor())


def _decide(table: Table) -> None:
    table.do(OpenRound(question="Which first?", options=("Warmth", "Food"), method="dots", dots=3))
    vote = next(iter(table.state.rounds))
    one, two = table.state.rounds[vote].options
    table.do(EnterCount(round=vote, channel="paper", counts={one: 7, two: 5}, ballots=4))
    table.do(BeginBallots(round=vote))
    table.do(CloseRound(round=vote, tally=Count("ballots", {one: 3, two: 6}, 3)))
    table.do(RevealRound(round=vote))
    table.do(VoidVote(round=vote, why="question"))
    table.do(held_again(table.state.rounds[vote]))
    table.do(CancelVote(round=_last(dict(table.state.rounds)), why="many"))
    table.do(WriteNote(text="A note"))
    table.do(WriteNote(text="Too much said"))
    table.do(Undo())
    table.do(Redo())
    strike = table.do(Strike(area="notes", key=_last(dict(table.state.notes)))).strike
    assert strike
    table.journal = [strike.payload(payload) for payload in table.journal]
    table.do(RecordDecision(text="We start with warmth"))
    table.do(AddReservation(text="Not without soup"))
    table.do(AddReservation(text="Not before noon"))
    reservation = next(iter(table.state.decisions.values())).reservation_ids[-1]
    table.do(ChangeReservation(reservation=reservation, text="Not before ten"))
    strike = table.do(Strike(area="reservations", key=reservation)).strike
    assert strike
    table.journal = [strike.payload(payload) for payload in table.journal]
    table.do(TellOutcome(about="earlier", state="cannot-change", why="The lease forbids it"))
    table.do(NoteMissing(text="Nobody under 20"))
    table.do(AddReflection(worked="The soup", change="A later start"))
    table.do(AddThanks(text="Thanks to the cooks"))
    table.do(AddSummary(text="The hall stays warm all winter."))
    table.do(SetNextSession("16 March 10:00-12:00", "Town Hall", "Bus 4", "Ring 0117 496 0000"))
    table.do(NoteOffsets(offsets=(Offset(datetime(2026, 3, 29, 1, tzinfo=UTC), 3600),)))
    table.do(SetAction(what="Ring the council", who="Beatriz", by="Friday"))
    table.do(RaiseHand(name="Deb"))
    table.do(AnswerUnlisted(unlisted=next(iter(table.state.unlisted)), shown=True))
    action, who = _last(dict(table.state.actions)), _last(dict(table.state.people))
    table.do(AllowWords(area="actions", key=action, people=(who,)))


if __name__ == "__main__":
    played = play()
    lines = [frame("2026-03-02-table", payload) for payload in played.journal]
    (HERE / f"journal-{sys.argv[1]}.jsonl").write_bytes(b"".join(lines))
    made = msgspec.json.format(msgspec.json.encode(recap(played.state)), indent=1)
    (HERE / f"recap-{sys.argv[1]}.json").write_bytes(made + b"\n")
