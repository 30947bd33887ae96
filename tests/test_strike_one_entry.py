"""A strike takes exactly one entry out of a series of three sessions: all else is the same byte for byte.

The series is played twice. In one every entry has words of its own, so that those of the one struck tell
where they stand. In the other all entries say the same: the same places, and no others, must change.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from app.live_session import LiveSession
from app.open_session import open_session, resume_session
from session.erase.areas import AREAS, NAMES, UNSEEN, texts_in
from session.erase.walk import STRUCK
from session.model.agenda import ChangeFocus, NextItem, StartAgenda
from session.model.agreement import AddLine, AgreeLines, RewordLine
from session.model.floor import RaiseHand
from session.model.glossary import ExplainWord, FlagWord
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea, AddTheme, ColourIdea, EditIdea, MergeIdea, RenameTheme
from session.model.lifecycle import AgreeRecap, EndSession, StrikeArea
from session.model.opening_closing import (
    AddReflection,
    AddSummary,
    AddThanks,
    CorrectRecap,
    NoteMissing,
    SetNextSession,
    TakeUp,
    TellOutcome,
)
from session.model.parking import CarryAll, ChangeParked, Park
from session.model.people import ChangeConsent, Consent, NoteNeeds
from session.model.phones import OfferIdea, OpenDoor, RaiseConcern, SetLookFirst
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import (
    AddReservation,
    ChangeDecision,
    ChangeNote,
    ChangeReservation,
    RecordDecision,
    SetAction,
    WriteNote,
)
from session.model.speaking_round import OpenCircle
from session.model.state import Rejected, replace
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.replay import replay
from session.runtime import Done
from session.views.recap import recap
from store.journal.format import scan
from store.library.series import Series, series_id
from store.paths import Home, private_folder

pytestmark = pytest.mark.practice("P46")

SESSIONS = ("2026-11-09-cccccc", "2026-11-16-bbbbbb", "2026-11-23-aaaaaa")
Words = Callable[[str], str]


def own(what: str) -> str:
    """Words that only one entry has."""
    return f"winter {what}"


def same(_: str) -> str:
    """Words that every entry has."""
    return "winter"


def plan(words: Words, planned: str = "other items") -> Plan:
    item = words(planned)
    return Plan(
        title=words("title"),
        series="Hub",
        purpose=f"To plan the {words('purpose')}",
        agenda=(
            PlanItem("Welcome", 10),
            PlanItem(item, 20, "ideas", f"{item}: focus", f"{item}: note", notes=f"{item}: notes"),
        ),
        people=(PlanPerson("Dawn", ("community member",)), PlanPerson(words("names"))),
    )


def last(live: LiveSession, area: str) -> str:
    return str(list(getattr(live.runtime.live, area))[-1])


def give(live: LiveSession, *commands: AnyCommand) -> None:
    for command in commands:
        done = live.handle(command)
        assert isinstance(done, Done), f"{command}: {done}"


def end(live: LiveSession) -> None:
    give(live, EndSession(), AgreeRecap(not_coproduced="The date"))
    asyncio.run(live.keep_recap())


def first(home: Home, words: Words) -> None:
    """A session in which every kind of entry is written, put right, and carried over if it can be."""
    live = open_session(home, plan(words, "items"), session_id=SESSIONS[0])
    give(live, StartAgenda(), NextItem(), ChangeFocus(focus=f"{words('items')}: new focus"))
    give(live, ChangeConsent(person=last(live, "people"), consent=Consent(named=True)))
    give(live, RaiseHand(person=last(live, "people")))
    give(live, AddLine(text=f"{words('lines')}: was"))
    give(live, RewordLine(line=last(live, "lines"), text=words("lines")), AddLine(text="Other"))
    give(live, AgreeLines(), FlagWord(text=words("words")))
    give(live, ExplainWord(text=words("words"), meaning=f"{words('words')}: meaning"))
    ideas(live, words)
    votes(live, words)
    record(live, words)
    private(live, words)
    give(live, NoteMissing(text=words("missing")), AddThanks(text=words("thanks")))
    give(live, AddSummary(text=words("summary")), AddSummary(text=f"All {words('else')}"))
    give(live, NoteMissing(text="Nobody"), AddThanks(text=f"Thanks for the {words('else')}"))
    both = words("reflections")
    give(live, AddReflection(worked=both, change=f"{both}: change"))
    give(live, AddReflection(worked="The soup", change="A later start"))
    give(live, OpenCircle(question=words("circles")), SetNextSession(when=words("closing")))
    end(live)
    live.close()


def ideas(live: LiveSession, words: Words) -> None:
    give(live, AddIdea(text=f"{words('ideas')}: was"))
    idea = last(live, "ideas")
    give(live, EditIdea(idea=idea, text=words("ideas")), Undo(), Redo())
    give(live, AddIdea(text=f"Another {words('else')}"), AddIdea(text="Soup"))
    give(live, MergeIdea(idea=idea, into=last(live, "ideas")))
    give(live, AddTheme(name=f"{words('themes')}: was"))
    theme = last(live, "themes")
    give(live, RenameTheme(theme=theme, name=words("themes")), AddTheme(name="Food"))
    give(live, ColourIdea(idea=last(live, "ideas"), theme=theme))


def votes(live: LiveSession, words: Words) -> None:
    asked = words("rounds")
    for question, options in (
        (asked, (f"{asked}: this", f"{asked}: that")),
        ("Which?", (words("options"), "Summer")),
    ):
        give(live, OpenRound(question=question, options=options))
        vote = last(live, "rounds")
        counts = dict.fromkeys(live.runtime.live.rounds[vote].options, 3)
        give(live, EnterCount(round=vote, channel="hands", counts=counts))
        give(live, CloseRound(round=vote), RevealRound(round=vote))


def record(live: LiveSession, words: Words) -> None:
    give(live, WriteNote(text=f"{words('notes')}: was"), WriteNote(text=f"A {words('else')}"))
    note = next(iter(live.runtime.live.notes))
    give(live, ChangeNote(note=note, text=words("notes")), Undo(), Redo())
    give(live, RecordDecision(text=f"{words('decisions')}: was", reservations=("No", "Yes")))
    decision = last(live, "decisions")
    give(live, AddReservation(text=f"{words('reservations')}: was"))
    reservation = live.runtime.live.decisions[decision].entries[-1].id
    give(live, ChangeReservation(reservation=reservation, text=words("reservations")))
    give(live, ChangeDecision(decision=decision, text=words("decisions")))
    for area in ("actions", "carried"):
        what = words(area)
        give(live, SetAction(what=what, who=f"{what}: team", by=f"{what}: by"))
    lot = words("parking")
    give(live, Park(text=f"{lot}: was", asked_by=f"{lot}: team", promise=f"{lot}: when"))
    give(live, ChangeParked(parked=last(live, "parking"), text=lot), Undo(), Redo())
    give(live, Park(text="The lease"), CarryAll())


def private(live: LiveSession, words: Words) -> None:
    give(live, NoteNeeds(person=last(live, "people"), text=f"{words('needs')}: was"))
    give(live, NoteNeeds(person=last(live, "people"), text=words("needs")))
    give(live, RaiseConcern(text=words("concerns")), RaiseConcern(text=f"A {words('else')}"))
    give(live, OpenDoor(code="warm-soup"), SetLookFirst(on=True))
    give(live, OfferIdea(text=words("offers")), OfferIdea(text=f"An {words('else')}"))


def second(home: Home, words: Words) -> None:
    """A session that tells of what was carried over, takes some of it up, and is corrected."""
    live = open_session(home, plan(words), session_id=SESSIONS[1])
    give(live, StartAgenda(), NextItem(), WriteNote(text=words("other note")))
    left = live.runtime.live.carried
    give(live, TakeUp(carried=left.parked[0].id), CarryAll())
    about = left.actions[-1].id
    give(live, TellOutcome(about=about, state="not-done", why=words("outcomes")))
    end(live)
    give(live, CorrectRecap(text=words("corrections")), CorrectRecap(text="The date was wrong"))
    give(live, AgreeRecap(not_coproduced="The date"))
    asyncio.run(live.keep_recap())
    live.close()


def third(home: Home, words: Words) -> None:
    """A session that has only begun, with all that was carried over twice."""
    live = open_session(home, plan(words), session_id=SESSIONS[2])
    give(live, AddIdea(text=words("other idea")), RecordDecision(text=f"A {words('else')}"))
    assert live.settle()
    live.close()


def played(words: Words, folder: Path) -> Home:
    home = Home(private_folder(folder / "data"))
    first(home, words)
    second(home, words)
    third(home, words)
    return home


STRUCK_IN: dict[StrikeArea, int] = {
    "items": 0,
    "parking": 1,
    "ideas": 0,
    "themes": 0,
    "rounds": 0,
    "options": 0,
    "notes": 0,
    "decisions": 0,
    "reservations": 0,
    "actions": 0,
    "lines": 2,
    "words": 2,
    "outcomes": 1,
    "missing": 0,
    "reflections": 0,
    "thanks": 0,
    "summary": 0,
    "corrections": 2,
    "circles": 0,
    "needs": 0,
    "offers": 0,
    "concerns": 0,
    "carried": 2,
    "closing": 0,
}
"""For each area the session, from 0, in which its entry is struck."""

HELD_ELSEWHERE: dict[StrikeArea, set[int]] = {
    "parking": {0, 2},
    "decisions": {1},
    "actions": {1, 2},
    "lines": {0, 1},
    "words": {0, 1},
    "outcomes": {2},
    "reservations": {1},
    "reflections": {1, 2},
    "corrections": {1},
    "carried": {0, 1},
}
"""For areas whose entries are carried over, the other sessions whose journals hold the same one."""


def test_every_area_has_a_case() -> None:
    assert set(STRUCK_IN) | NAMES == set(get_args(StrikeArea)) == {*AREAS, *UNSEEN} | NAMES


def nth_of(home: Home, area: StrikeArea) -> int:
    """Return which entry of its area it is, from 0, as its own words tell."""
    session = SESSIONS[STRUCK_IN[area]]
    state = replay(scan(home.journal(session), session).payloads).state
    return [texts[0] for texts in texts_in(state, area).values()].index(own(area))


def leaves(value: Any) -> Iterator[str]:
    """Yield every text of a JSON value, those that are keys too, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)


def stored(home: Home) -> dict[str, list[bytes]]:
    """All that is kept of the series: journal lines, recaps, and the index."""
    kept = {one: home.journal(one).read_bytes().split(b"\n") for one in SESSIONS}
    with Series(home, series_id("Hub"), writable=False) as series:
        kept["recaps"] = [msgspec.json.encode(told) for told in series.every_version()]
    kept["index"] = [home.library.read_bytes()]
    return kept


Place = tuple[str, int, int]
SUM = re.compile(r"[0-9a-f]{8}|[0-9a-f]{64}")


def changes(
    before: dict[str, list[bytes]], after: dict[str, list[bytes]]
) -> dict[Place, tuple[str, str]]:
    """Return where a text changed, with what it was and is; all else must be the same bytes."""
    found: dict[Place, tuple[str, str]] = {}
    for name, lines in before.items():
        for nth, (old, new) in enumerate(zip(lines, after[name], strict=False)):
            if old == new or not old:
                continue
            told = [list(leaves(_event(line, name))) for line in (old, new)]
            # The index counts a session that was closed.
            pairs = zip(*told, strict=name != "index")
            moved = {(name, nth, i): pair for i, pair in enumerate(pairs) if pair[0] != pair[1]}
            assert moved, (name, nth)
            # What is reckoned from the rest changes with it.
            moved = {at: pair for at, pair in moved.items() if not all(map(SUM.fullmatch, pair))}
            found |= moved
    return found


def _event(line: bytes, name: str) -> Any:
    whole = msgspec.json.decode(line)
    return whole["e"] if name in SESSIONS else whole


def struck(home: Home, area: StrikeArea, nth: int) -> dict[Place, tuple[str, str]]:
    """Strike the ``nth`` entry of an area; return what became of which texts."""
    session = SESSIONS[STRUCK_IN[area]]
    live = resume_session(home, session)
    assert live.settle()
    before = stored(home)
    done = asyncio.run(live.strike(area, [*texts_in(live.runtime.live, area)][nth]))
    assert isinstance(done, Done)
    assert live.settle()
    assert replay(scan(home.journal(session), session).payloads).state == live.runtime.live
    live.close()
    for one in SESSIONS[:2]:
        # What was cleaned on the disk is what would be made anew.
        with Series(home, series_id("Hub"), writable=False) as series:
            made = recap(replay(scan(home.journal(one), one).payloads).state)
            kept = series.recap(one)
        assert kept
        # Those are sorted by their words, which have changed.
        assert {*kept.reflections} == {*made.reflections}
        assert replace(kept, reflections=made.reflections) == made
    return changes(before, stored(home))


@pytest.fixture(scope="module")
def with_own_words(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return played(own, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def with_same_words(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return played(same, tmp_path_factory.mktemp("same"))


def copied(home: Home, folder: Path) -> Home:
    shutil.copytree(home.root, folder / "data")
    return Home(folder / "data")


@pytest.mark.parametrize("area", STRUCK_IN)
def test_a_strike_changes_its_entry_and_no_other_byte(
    area: StrikeArea, with_own_words: Home, with_same_words: Home, tmp_path: Path
) -> None:
    home = copied(with_own_words, private_folder(tmp_path / "own"))
    before = stored(home)

    nth = nth_of(home, area)

    found = struck(home, area, nth)

    wanted = {(name, nth) for name, nth, _ in _with(before, own(area)) if name != "index"}
    assert {(name, nth) for name, nth, _ in found} == wanted
    for was, now in found.values():
        # The whole text, but for our own sentences on a result, which name options.
        assert was.startswith(own(area)) or "tie" in was
        assert now in {STRUCK, ""} or "tie" in now
    after = [line for name, lines in stored(home).items() for line in lines if name != "index"]
    assert not [line for line in after if own(area).encode() in line]
    elsewhere = {SESSIONS[nth] for nth in HELD_ELSEWHERE.get(area, set())}
    assert {name for name, _, _ in found} & {*SESSIONS} == {SESSIONS[STRUCK_IN[area]]} | elsewhere

    home = copied(with_same_words, private_folder(tmp_path / "same"))
    assert struck(home, area, nth).keys() == found.keys()


def _with(kept: dict[str, list[bytes]], words: str) -> Iterator[Place]:
    for name, lines in kept.items():
        for nth, line in enumerate(lines):
            for i, text in enumerate(leaves(_event(line, name)) if line else ()):
                if text == words or text.startswith(f"{words}: "):
                    yield name, nth, i


@pytest.mark.parametrize("area", sorted(NAMES))
def test_a_name_is_not_struck_and_nothing_changes(
    area: StrikeArea, with_own_words: Home, tmp_path: Path
) -> None:
    home = copied(with_own_words, tmp_path)
    live = resume_session(home, SESSIONS[0])
    key = next(iter(getattr(live.runtime.live, area)))
    assert live.settle()
    before = stored(home)

    refused = asyncio.run(live.strike(area, key))

    assert refused == Rejected("refused.strike_name")
    live.close()
    assert stored(home) == before


@pytest.mark.parametrize(
    "words",
    ["e", "Dawn", "winter title", "Hub", "10:00", "Welcome", "journal", "ideas"],
    ids=["a letter", "a name", "the title", "the series", "a time", "an item", "a word", "a kind"],
)
def test_words_that_stand_elsewhere_for_something_else_stay_there(
    words: str, with_own_words: Home, tmp_path: Path
) -> None:
    home = copied(with_own_words, tmp_path)
    live = resume_session(home, SESSIONS[2])
    give(live, WriteNote(text=words))
    assert live.settle()
    before = stored(home)

    asyncio.run(live.strike("notes", last(live, "notes")))

    assert live.settle()
    live.close()
    found = changes(before, stored(home))
    assert list(found.values()) == [(words, STRUCK)]
    assert {name for name, _, _ in found} == {SESSIONS[2]}
