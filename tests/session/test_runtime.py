"""The runtime: numbering, durability, order of time, followers, and what a newer version wrote."""

from __future__ import annotations

import msgspec
import pytest

from session.envelope import Unreadable, encode, head
from session.evolve import evolve
from session.model.agenda import ItemStarted, StartAgenda
from session.model.history import Undo
from session.model.ideas import AddIdea
from session.model.lifecycle import GapCounted, SessionStarted, Strike
from session.model.plan import Plan
from session.model.protocol import Event
from session.model.record import WriteNote
from session.model.state import Rejected, State
from session.replay import replay, wordings
from session.runtime import Done
from session.undo import MEMORY, Deed
from tests.session.table import Table


def test_events_are_numbered_without_gaps_and_say_their_command() -> None:
    table = Table()
    table.do(StartAgenda(), cmd="go")
    table.do(AddIdea(text="one"))
    heads = [head(payload) for payload in table.journal]
    assert [read.n for read in heads] == list(range(1, len(heads) + 1))
    assert heads[1].cmd == "go"
    assert heads[0].run == "run-1"
    assert heads[0].at == "2026-03-02T09:55:00.000Z"


def test_session_time_never_goes_back() -> None:
    table = Table()
    table.wait(100)
    table.do(AddIdea(text="one"))
    table.wait(-60)
    table.do(AddIdea(text="two"))
    times = [head(payload).t for payload in table.journal]
    assert times == sorted(times)
    assert times[-1] == 100_000


def test_the_durable_state_follows_the_disk_only() -> None:
    table = Table()
    opened = table.runtime.n
    table.do(AddIdea(text="one"))
    table.do(AddIdea(text="two"))
    assert table.runtime.durable.ideas == {}
    table.runtime.confirm(opened + 1)
    assert [i.text for i in table.runtime.durable.ideas.values()] == ["one"]
    assert table.runtime.durable_n == opened + 1
    table.runtime.confirm(table.runtime.n)
    assert table.runtime.durable is table.runtime.live


def test_followers_are_told_of_every_command_and_not_of_refusals() -> None:
    table = Table()
    told: list[Done] = []
    stop = table.runtime.follow(told.append)
    done = table.do(WriteNote(text="one"))
    table.refuse(WriteNote(text=" "))
    stop()
    table.do(WriteNote(text="two"))
    assert told == [done]


def test_a_session_of_a_newer_version_is_read_but_not_changed() -> None:
    table = Table()
    table.do(AddIdea(text="one"))
    newer = msgspec.json.decode(table.journal[-1])
    newer |= {"n": newer["n"] + 1, "k": "IdeaSung", "d": {"melody": "la"}, "cmd": "x"}
    table.journal.append(msgspec.json.encode(newer))
    found = replay(table.journal)
    assert (found.unknown, found.n) == (1, newer["n"])
    assert [i.text for i in found.state.ideas.values()] == ["one"]
    again = table.resumed()
    assert again.refuse(AddIdea(text="two")) == "refused.read_only"
    assert again.refuse(Undo()) == "refused.read_only"


def test_a_newer_version_of_a_known_kind_stays_raw() -> None:
    table = Table()
    table.do(AddIdea(text="one"))
    newer = msgspec.json.decode(table.journal[-1]) | {"v": 2}
    table.journal[-1] = msgspec.json.encode(newer)
    found = replay(table.journal)
    assert (found.unknown, found.state.ideas) == (1, {})


def test_events_that_build_on_a_lost_one_are_passed_over_and_counted() -> None:
    table = Table()
    table.do(AddIdea(text="one"))
    key = next(iter(table.state.ideas))
    from session.model.ideas import EditIdea

    table.do(EditIdea(idea=key, text="uno"))
    table.do(WriteNote(text="kept"))
    del table.journal[1]
    found = replay(table.journal)
    assert found.misfits == 1
    assert [note.text for note in found.state.notes.values()] == ["kept"]


@pytest.mark.parametrize(
    ("misfit", "why"),
    [
        (ItemStarted(item="lost"), KeyError),
        (GapCounted(counted=False), IndexError),
        (SessionStarted("s", Plan("T", ()), (), (), opened_at="soon"), ValueError),
    ],
)
def test_whatever_does_not_apply_is_passed_over_and_what_comes_after_it_is_kept(
    misfit: Event, why: type[Exception]
) -> None:
    table = Table()
    table.do(WriteNote(text="kept"))
    (note,) = table.state.notes
    journal = [encode(1, table.now(), "run-1", "damaged", misfit), *table.journal]

    with pytest.raises(why):
        evolve(State(), misfit, 0)
    found = replay(journal)
    assert (found.misfits, found.state) == (1, table.state)
    assert wordings(journal, note) == ("kept",)


def test_commands_are_remembered_whose_last_event_is_among_the_latest() -> None:
    table = Table()
    table.do(AddIdea(text="one"), "first")
    table.do(WriteNote(text="two"), "many")
    *before, last = table.journal
    latest = 2 * MEMORY

    assert isinstance(replay([*before, *[last] * (latest - 1)]).memory.find("first"), Deed)
    assert isinstance(replay([*before, *[last] * latest]).memory.find("first"), Rejected)


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b'{"n":1}', b"nonsense", b"\xff"])
def test_a_payload_that_is_no_event_is_told(payload: bytes) -> None:
    with pytest.raises(Unreadable):
        replay([payload])


def test_a_known_kind_without_what_it_must_hold_is_told() -> None:
    table = Table()
    table.do(AddIdea(text="one"))
    broken = msgspec.json.decode(table.journal[-1]) | {"d": {"idea": 7}}
    with pytest.raises(Unreadable, match="IdeaAdded"):
        replay([*table.journal[:-1], msgspec.json.encode(broken)])


def test_a_strike_clears_both_states_at_once_and_a_replay_knows_the_entry() -> None:
    table = Table()
    table.do(WriteNote(text="Mavis was late"))
    (key,) = table.state.notes
    table.runtime.confirm(table.runtime.n)

    table.do(Strike(area="notes", key=key))

    assert "Mavis" not in str(table.runtime.durable)
    assert "Mavis" not in str(table.runtime.live)
    assert replay(table.journal).struck == {key}


def test_a_refusal_can_be_asked_for_before_anything_is_carried_out() -> None:
    table = Table()
    before = table.state

    assert table.runtime.refused(WriteNote(text="Tea at four")) is None
    assert table.runtime.refused(WriteNote(text="")) == table.give(WriteNote(text=""))
    assert table.state is before


def test_a_command_that_was_never_handled_has_no_event() -> None:
    table = Table()
    table.do(WriteNote(text="Tea at four"), "known")

    assert (table.runtime.done_n("new"), table.runtime.done_n("known")) == (0, table.runtime.n)
