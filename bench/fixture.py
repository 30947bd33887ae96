"""The four-hour session every figure stands on, made through the real runtime, always the same.

10,000 events, 300 ideas, 100 notes, 60 people: four hours in which turns are counted, hands go up, ideas
are added and coloured, and the record is written, evenly from the first minute to the last. It is not
ended, so that it can be resumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from msgspec import Struct

from session.model.agenda import ChangeFocus, NextItem, StartAgenda
from session.model.floor import LowerHand, RaiseHand, StartTurn
from session.model.ideas import AddIdea, AddTheme, ColourIdea
from session.model.lifecycle import OpenSession, SetCounting
from session.model.parking import Park
from session.model.people import ArriveAll, ChangeConsent, Consent
from session.model.plan import Plan, PlanItem, PlanPerson
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, SetAction, WriteNote
from session.model.state import Instant, State
from session.model.votes import CloseRound, EnterCount, OpenRound, RevealRound
from session.runtime import Done, Runtime
from store.journal.format import frame
from store.paths import Home, private_folder

SESSION = "2026-03-02-four-hours"
OPENED = datetime(2026, 3, 2, 9, 55, tzinfo=UTC)
ROLES = ("community member", "service provider", "researcher", "facilitator")
ITEMS = 12


class Size(Struct, frozen=True):
    """How much happens in a session."""

    events: int = 10_000
    ideas: int = 300
    notes: int = 100
    people: int = 60
    hours: float = 4.0


FOUR_HOURS = Size()
TWO_HOURS = Size(events=1_500, ideas=60, notes=25, people=22, hours=2.0)
"""The session most groups hold: what a recap usually is."""


class Session:
    """A session on a clock that is set, with its journal in memory."""

    def __init__(
        self, size: Size, session: str, opened: datetime = OPENED, series: str = "Hub futures"
    ) -> None:
        self.id = session
        self.t = 0
        self.payloads: list[bytes] = []
        ids = count(1)
        self.runtime = Runtime(
            append=self._append,
            now=lambda: Instant(self.t, opened + timedelta(milliseconds=self.t)),
            new_id=lambda: f"{next(ids):012x}",
            run="bench",
        )
        self.do(OpenSession(session=session, plan=plan(size, opened, series)))
        self.do(ArriveAll())

    def _append(self, payloads: Sequence[bytes], n: int) -> None:
        del n
        self.payloads += payloads

    @property
    def state(self) -> State:
        return self.runtime.live

    def do(self, command: AnyCommand) -> Done:
        done = self.runtime.handle(command)
        assert isinstance(done, Done), f"{command} was refused: {done}"
        return done

    @property
    def lines(self) -> bytes:
        return b"".join(frame(self.id, payload) for payload in self.payloads)

    def save(self, home: Home) -> Path:
        """Put the journal into a data folder, as if the program had just stopped."""
        private_folder(home.session_dir(self.id))
        journal = home.journal(self.id)
        journal.write_bytes(self.lines)
        journal.chmod(0o600)
        return journal


def build(
    size: Size = FOUR_HOURS,
    session: str = SESSION,
    opened: datetime = OPENED,
    series: str = "Hub futures",
) -> Session:
    """Return a session of exactly this size, its events spread evenly over its hours.

    ``opened`` moves all of it: a program that resumes the session counts the time since its end.
    """
    made = Session(size, session, opened, series)
    made.do(SetCounting(on=True))
    made.do(StartAgenda())
    for name in ("Warmth", "Food", "Company", "Getting there", "Learning", "Children", "Quiet"):
        made.do(AddTheme(name=name))
    begun = made.runtime.n
    due = _due(size)
    due_at, what = next(due)
    for turn in count():
        left = size.events - made.runtime.n
        if left <= 0:
            break
        passed = 1 - left / (size.events - begun)
        made.t = round(size.hours * 3_600_000 * passed)
        if due_at <= passed:
            write(made, what, turn)
            due_at, what = next(due, (2.0, ""))
        elif left < 3:
            # The last one or two events: one each, so that the number comes out exactly.
            made.do(ChangeFocus(focus=f"What is left to say? ({turn})"))
        elif turn % 12 == 11:
            raise_hand(made, turn)
        else:
            made.do(StartTurn(group=ROLES[turn % len(ROLES)]))
    return made


def _due(size: Size) -> Iterator[tuple[float, str]]:
    """Yield what is written when, as the share of the session that has passed (0–0.98)."""
    amounts = {
        "idea": size.ideas,
        "note": size.notes,
        "consent": size.people,
        "parked": size.notes // 3,
        "decision": size.notes // 8,
        "action": size.notes // 5,
        "item": ITEMS - 2,
        "vote": 2,
    }
    yield from sorted((0.98 * k / n, what) for what, n in amounts.items() for k in range(n))


def raise_hand(made: Session, turn: int) -> None:
    """Somebody puts a hand up, and takes it down again."""
    people = list(made.state.people)
    made.do(RaiseHand(person=people[turn % len(people)]))
    made.do(LowerHand())


def write(made: Session, what: str, turn: int) -> None:
    """Make the next entry of a kind, in words of a usual length."""
    match what:
        case "idea":
            made.do(
                AddIdea(text=f"Idea {turn}: somewhere warm to sit together on a dark afternoon")
            )
            if turn % 8:
                themes = list(made.state.themes)
                idea = list(made.state.ideas)[-1]
                made.do(ColourIdea(idea=idea, theme=themes[turn % len(themes)]))
        case "note":
            made.do(
                WriteNote(
                    text=f"Note {turn}: the bus stops at four, and coming home in the dark is what "
                    "keeps people away, not the hub itself"
                )
            )
        case "parked":
            made.do(Park(text=f"Question {turn}: who pays for Sundays?", asked_by="Person 7"))
        case "decision":
            made.do(
                RecordDecision(
                    text=f"Decision {turn}: the reading room stays open until eight on Thursdays",
                    reservations=("I am not sure that the staff can manage it",),
                )
            )
        case "action":
            step = f"Step {turn}: ask the county for the keys"
            made.do(SetAction(what=step, who="Person 3", by="12 May"))
        case "consent":
            asked = next(p for p in made.state.people.values() if p.consent == Consent())
            made.do(ChangeConsent(person=asked.id, consent=Consent(named=True, counted=True)))
        case "vote":
            _vote(made, turn)
        case _:
            made.do(NextItem())


def _vote(made: Session, turn: int) -> None:
    themes = tuple(theme.name for theme in made.state.themes.values())
    made.do(OpenRound(question=f"What first? ({turn})", options=themes, method="dots", dots=3))
    vote = list(made.state.rounds.values())[-1]
    counts = {option: n + 2 for n, option in enumerate(vote.options)}
    made.do(EnterCount(round=vote.id, channel="paper", counts=counts, ballots=20))
    made.do(CloseRound(round=vote.id))
    made.do(RevealRound(round=vote.id))


def plan(size: Size, opened: datetime, series: str) -> Plan:
    start = opened + timedelta(minutes=5)
    kinds = ("check-in", "discussion", "ideas", "break", "themes", "vote", "decision")
    return Plan(
        title="What should the hub offer next winter?",
        series=series,
        date=f"{start:%Y-%m-%d}",
        start=f"{start:%H:%M}",
        purpose="To choose together what the hub offers from November to March",
        goals=("Hear what last winter was like", "Gather ideas from everyone"),
        agenda=tuple(
            PlanItem(
                f"Part {n + 1}",
                round(size.hours * 60 / ITEMS),
                kinds[n % len(kinds)],  # type: ignore[arg-type] # each is an ItemKind, which a tuple forgets
                "What would bring you through the door?",
            )
            for n in range(ITEMS)
        ),
        people=tuple(
            PlanPerson(f"Person {n + 1}", (ROLES[n % len(ROLES)],), remote=n % 6 == 0)
            for n in range(size.people)
        ),
    )
