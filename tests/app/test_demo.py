"""The sample session: it plays, it is believable to the last figure, and nobody in it is exposed."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pytest

from app.demo import player
from app.demo.clocks import SetClock
from app.demo.naming import NotThere, idea, resolved
from app.demo.opening import SURNAME
from app.demo.player import ScriptFault, opening_time, play, play_script
from app.demo.script import WHOLE
from app.demo.step import at
from app.live_session import LiveSession
from app.open_session import open_session
from session.envelope import fact, head
from session.model.agenda import NextItem
from session.model.floor import TurnStarted
from session.model.ideas import RemoveIdea
from session.model.lifecycle import CountingChanged
from session.model.phones import PhonesEvent
from session.model.protocol import Event
from session.model.recap import Recap
from session.model.state import State
from session.replay import replay
from session.rules import tallies, themes
from session.runtime import Done
from session.views.recap import recap
from store.erase.words import holds
from store.examples import sample_plan
from store.exports.registry import FORMATS
from store.journal.format import scan
from store.paths import Home
from store.plans.read import read_plan

NOT_IN_A_SAMPLE = {
    "OffsetsNoted": "the laptop was taken elsewhere",
    "VoteCancelled": "its votes go well",
    "VoteVoided": "its votes go well",
    "CodeRenewed": "nobody has given its code away",
    "JoinsTakenBack": "nobody joins who should not",
    "MissedAsked": "it is played as the first session there is",
    "MissedSettled": "it is played as the first session there is",
    "ReturnAsked": "its phones stay what they are",
    "ReturnSettled": "its phones stay what they are",
    "ClockGapped": "the clock is lost only when the laptop sleeps or the program stops",
    "GapCounted": "there is no gap to count",
    "OutcomeTold": "it is played as the first session there is, so that nothing was left open before",
    "QueueOrdered": "its queue stays in the order hands went up",
    "RecapCorrected": "its recap is right as it was agreed",
    "DeliverySet": "how somebody gets the recap is private, and the sample is shown to anybody",
    "NeedsNoted": "what somebody needs to take part is private, and the sample is shown to anybody",
    "SummaryAdded": "its group is not asked for what mattered",
    "WordsAllowed": "no line of its record names anybody who did not agree to it",
    "ParkedChanged": "nothing that was parked needs other words",
    "Replanned": "its agenda keeps to time",
    "NameNoted": "all who are named in it are on the list of people",
    "UnlistedAnswered": "all who are named in it are on the list of people",
    **dict.fromkeys(
        (kind.__name__ for kind in get_args(PhonesEvent)),
        "its people are simulated, and have no phones to join with",
    ),
    "IdeaMarked": "nobody colours by phone",
}


@dataclass
class Played:
    """The sample session after its last step, with its journal."""

    home: Home
    state: State
    recap: Recap
    payloads: tuple[bytes, ...]
    done: list[Done] = field(default_factory=list)


def opened(home: Home, clock: SetClock) -> LiveSession:
    return open_session(
        home, read_plan(sample_plan()), session_id=player.SESSION, readings=clock.readings
    )


async def _play(home: Home) -> Played:
    clock = SetClock(opening_time())
    live = opened(home, clock)
    done: list[Done] = []
    try:
        await play(live, WHOLE, clock, on_step=lambda _, one: done.append(one))
        await live.keep_recap()
        told = recap(live.runtime.durable)
    finally:
        assert live.close()
    payloads = scan(home.journal(player.SESSION), player.SESSION).payloads
    return Played(home, live.runtime.live, told, tuple(payloads), done)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return asyncio.run(_play(Home(tmp_path_factory.mktemp("demo"))))


def test_two_hours_play_to_the_end_within_seconds_and_leave_every_export(tmp_path: Path) -> None:
    began = time.monotonic()
    text = play_script(tmp_path / "out")
    assert time.monotonic() - began < 10
    assert "Read back and agreed by the group." in text
    assert "DRAFT" not in text
    names = {path.suffix for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert names == {form.suffix for form in FORMATS.values()} - {".zip"} | {".csv"}
    whole = [path for path in (tmp_path / "out").iterdir() if path.suffix not in {"", ".csv"}]
    assert len(whole) == len(FORMATS) - 1
    assert holds(Home(tmp_path / "out"), SURNAME) == []


def test_the_same_clock_gives_the_same_recap_and_a_second_run_keeps_the_first(
    tmp_path: Path,
) -> None:
    first = play_script(tmp_path)
    # The second session has an id of its own, and so have the names of its files.
    assert _without_files(play_script(tmp_path)) == _without_files(first)
    assert play_script() == first
    assert len(Home(tmp_path / "data").session_ids()) == 2


def _without_files(told: str) -> str:
    return re.sub(r"\S+\.ics", "", told)


def test_the_recap_is_what_the_journal_on_the_disk_gives(played: Played) -> None:
    assert recap(replay(played.payloads).state) == played.recap
    assert played.recap.agreed
    assert not played.recap.draft


def test_a_recap_that_differs_from_the_journal_is_not_handed_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(player, "replay", lambda _: replay(()))
    with pytest.raises(ScriptFault, match="journal"):
        play_script()


def test_every_kind_of_event_happens_but_those_of_a_bad_day(played: Played) -> None:
    every = {
        kind.on_disk or kind.__name__
        for area in get_args(Event)
        for kind in (get_args(area) or (area,))
    }
    happened = {head(payload).k for payload in played.payloads}
    assert happened == every - NOT_IN_A_SAMPLE.keys()


def test_the_figures_add_up(played: Played) -> None:
    state, told = played.state, played.recap
    assert len(state.ideas) == 24
    assert Counter(one.channel for one in state.ideas.values()) == {
        "console": 15,
        "online": 4,
        "paper": 5,
    }
    assert len(themes.standing(state)) == 21
    assert sum(bool(one.merged_into) for one in state.ideas.values()) == 2
    assert told.removed_ideas == 1
    assert [len(theme.ideas) for theme in told.themes] == [2, 6, 4, 5, 2]
    assert len(told.unthemed) == 2
    assert told.contested == ()
    assert len(told.decisions) == 3
    assert sum(len(decision.reservations) for decision in told.decisions) == 2
    assert len(told.actions) == 5
    assert all(action.who and action.by for action in told.actions)
    assert Counter(one.status for one in told.parking) == {
        "carried-over": 3,
        "resolved": 1,
        "action": 1,
    }
    assert (told.people, told.remote, told.ungrouped) == (22, 4, 2)
    assert {group.name: group.here for group in told.groups} == {
        "community member": 12,
        "service provider": 5,
        "researcher": 3,
        "facilitator": 2,
    }


def test_the_agenda_tells_what_was_planned_and_what_it_took(played: Played) -> None:
    told = [
        (item.started, item.planned_min, item.added_min, item.actual_min, item.outcome)
        for item in played.recap.agenda
    ]
    assert told == [
        ("10:04", 5, 0, 4, "done"),
        ("10:08", 10, 0, 10, "done"),
        ("10:18", 5, 0, 4, "done"),
        ("10:22", 5, 0, 4, "done"),
        ("10:26", 15, 0, 19, "done"),
        ("10:45", 20, -5, 15, "done"),
        ("11:00", 15, 0, 15, "done"),
        ("", 5, 0, None, "left out"),
        ("11:15", 15, 0, 15, "done"),
        ("11:31", 10, 0, 10, "done"),
        ("11:41", 10, 0, 11, "done"),
        ("11:51", 4, 0, 4, "done"),
        ("11:55", 10, 0, 6, "done"),
    ]
    assert (played.recap.date, played.recap.ended) == ("2026-06-11", "12:01")


@pytest.mark.practice("P27")
def test_a_tie_stays_a_tie_and_no_dot_is_made_up(played: Played) -> None:
    dots, secret = played.state.rounds.values()
    counted = dots.counts["paper"]
    assert counted.ballots == 18
    assert sum(counted.counts.values()) == 53 <= 18 * dots.dots
    assert [one.ranks["paper"] for one in tallies.results(dots)] == [1, 5, 3, 1, 4]
    (inside,) = secret.counts.values()
    assert inside.ballots == sum(inside.counts.values()) == 20 <= secret.present == 21


@pytest.mark.practice("P23")
def test_turns_are_counted_only_once_the_group_agreed(played: Played) -> None:
    happened = [fact(head(payload)) for payload in played.payloads]
    agreed = next(n for n, one in enumerate(happened) if isinstance(one, CountingChanged))
    turns = [n for n, one in enumerate(happened) if isinstance(one, TurnStarted)]
    assert min(turns) > agreed
    assert 60 <= len(turns) <= 90
    assert {one.kind for one in happened if isinstance(one, TurnStarted)} == {
        "group",
        "someone",
        "silence",
        "group-work",
        "break",
    }


@pytest.mark.practice("P47")
def test_nobody_is_named_who_did_not_agree_to_it(played: Played) -> None:
    (text,) = FORMATS["text"].render(played.recap)
    words = text.data.decode()
    unnamed = [
        person.name for person in played.state.people.values() if person.consent.named is not True
    ]
    assert len(unnamed) == 5
    assert [name for name in unnamed if re.search(rf"\b{re.escape(name)}\b", words)] == []


def test_the_surname_that_was_struck_is_nowhere(played: Played) -> None:
    assert holds(played.home, SURNAME) == []
    assert any(note.text == "[struck from the record]" for note in played.state.notes.values())


def test_the_steps_follow_the_clock(played: Played) -> None:
    times = [step.at_s for step in WHOLE]
    assert times == sorted(times)
    assert len(played.done) == len(WHOLE)


async def test_a_step_that_is_refused_is_a_fault_of_the_script(tmp_path: Path) -> None:
    clock = SetClock(opening_time())
    live = opened(Home(tmp_path), clock)
    with pytest.raises(ScriptFault, match="second 60"):
        await play(live, (at("10:01:00", NextItem()),), clock)
    with pytest.raises(ScriptFault, match="soup"):
        await play(live, (at("10:01:00", RemoveIdea(idea=idea("soup"))),), clock)
    assert live.close()


def test_a_name_means_one_thing_or_nothing(played: Played) -> None:
    state = played.state
    meant = resolved(state, RemoveIdea(idea=idea("soup lunch")))
    assert isinstance(meant, RemoveIdea)
    assert state.ideas[meant.idea].text.startswith("A soup lunch")
    for words in ("soup", "a swimming pool"):
        with pytest.raises(NotThere):
            resolved(state, RemoveIdea(idea=idea(words)))


def test_every_step_but_the_first_arrivals_belongs_to_an_item_of_the_agenda() -> None:
    titles = {item.title for item in read_plan(sample_plan()).agenda}
    own = {step.item for step in WHOLE}
    assert own - titles == {"", "What we parked"}
