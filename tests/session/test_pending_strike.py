"""A strike that is pending: gone from every view, and still to be taken back by one undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from session.erase.walk import STRUCK
from session.model.agenda import StartAgenda
from session.model.history import Redo, Undo
from session.model.ideas import AddIdea, MergeIdea, RemoveIdea, SplitIdea
from session.model.lifecycle import AgreeRecap, EndSession, RecordGap, Strike
from session.model.parking import MoveParked, Park, PickUpNow
from session.model.protocol import AnyCommand
from session.model.record import RecordDecision, WriteNote
from session.model.state import Rejected
from session.model.text import short
from session.runtime import Done
from session.views.recap import recap
from tests.session.table import Table

SAID = "Mavis sold the minibus"
pytestmark = pytest.mark.practice("P46")


def pending(*before: AnyCommand) -> tuple[Table, str]:
    """Return a session with a note whose strike is pending, and the note's id."""
    table = Table()
    for command in (*before, WriteNote(text=SAID)):
        table.do(command)
    table.runtime.confirm(table.runtime.n)
    key = next(iter(table.state.notes))
    assert table.runtime.begin_strike(Strike(area="notes", key=key)) is None
    return table, key


def test_the_entry_leaves_every_view_at_once_and_the_journal_holds_it_still() -> None:
    table, key = pending()

    assert table.state.notes[key].text == STRUCK
    assert SAID not in str(recap(table.runtime.durable))
    assert table.runtime.live is table.runtime.live
    assert SAID in table.journal[-1].decode()
    assert len(table.journal) == table.runtime.n == 2


def test_what_was_stored_before_is_shown_without_the_entry_and_else_as_it_is() -> None:
    table = Table()
    table.do(WriteNote(text=SAID))
    stored = recap(table.state)
    assert table.runtime.shown(stored) is stored

    key = next(iter(table.state.notes))
    assert table.runtime.begin_strike(Strike(area="notes", key=key)) is None

    assert SAID in str(stored)
    assert SAID not in str(table.runtime.shown(stored))


def test_undo_puts_it_back_and_nothing_in_the_journal_changed() -> None:
    table, key = pending()
    before = list(table.journal)

    done = table.do(Undo())

    assert done.put_back == Strike(area="notes", key=key)
    assert (done.events, done.what) == ((), "")
    assert table.state.notes[key].text == SAID
    assert (table.journal, table.runtime.pending) == (before, None)
    assert table.do(Undo()).what == "a note"


def test_undo_takes_back_what_was_done_since_before_it_puts_the_entry_back() -> None:
    table, key = pending()
    table.do(Park(text="Who pays?"))

    assert table.do(Undo()).what == "something parked"
    assert table.state.notes[key].text == STRUCK
    assert table.do(Undo()).put_back
    assert table.do(Redo()).what == "something parked"


@pytest.mark.parametrize(
    ("command", "cmd"),
    [(AddIdea(text="A choir"), "phone-1"), (RecordGap(length_ms=5000), "")],
    ids=["a phone", "a gap of the clock"],
)
def test_what_nobody_did_at_the_keyboard_does_not_come_between(
    command: AnyCommand, cmd: str
) -> None:
    table, _ = pending()
    table.do(command, cmd)

    assert table.do(Undo()).put_back


def test_a_phone_cannot_take_it_back() -> None:
    table, _ = pending()

    table.give(Undo(), "phone-1")

    assert table.runtime.pending


@pytest.mark.parametrize(
    "command",
    [EndSession(), Strike(area="notes", key="none"), AgreeRecap(not_coproduced="The budget")],
)
def test_it_is_written_before_the_end_the_recap_and_another_strike(command: AnyCommand) -> None:
    table, key = pending()
    told: list[Done] = []
    table.runtime.follow(told.append)

    table.give(command)

    assert table.runtime.pending is None
    assert told[0].strike
    assert b'"TextStruck"' in table.journal[2]
    assert f'"area":"notes","key":"{key}"' in table.journal[2].decode()


def test_another_one_begins_once_the_first_is_written() -> None:
    table, key = pending(RecordDecision(text="We meet on Mondays"))
    decision = next(iter(table.state.decisions))

    assert table.runtime.begin_strike(Strike(area="decisions", key=decision)) is None

    assert b"TextStruck" in table.journal[-1]
    assert table.state.notes[key].text == table.state.decisions[decision].text == STRUCK
    assert table.do(Undo()).put_back
    assert table.state.notes[key].text == STRUCK
    assert table.state.decisions[decision].text == "We meet on Mondays"


def test_carried_out_it_is_a_strike_like_any_other() -> None:
    table, key = pending()

    done = table.runtime.carry_out()

    assert isinstance(done, Done)
    assert done.strike
    assert table.runtime.carry_out() is None
    assert table.state.notes[key].text == STRUCK
    assert table.give(Undo()) == Rejected("final.struck")


LONG = "Mavis from the hub office sold the old minibus and kept all of the money for herself"


def struck_parked(*before: AnyCommand) -> tuple[Table, str]:
    table = Table()
    for command in (*before, Park(text=LONG)):
        table.do(command)
    key = next(iter(table.state.parking))
    assert table.runtime.begin_strike(Strike(area="parking", key=key)) is None
    return table, key


def test_what_is_struck_is_not_picked_up_and_its_strike_can_still_be_taken_back() -> None:
    table, key = struck_parked(StartAgenda())
    before = list(table.journal)

    assert table.refuse(PickUpNow(parked=key)) == "refused.parked_struck"
    assert (table.runtime.pending is not None, table.journal) == (True, before)
    assert STRUCK not in {item.title for item in table.state.items.values()}

    table.do(Undo())
    table.do(PickUpNow(parked=key))
    assert table.state.items[table.state.clock.current].title == short(LONG, 120)


def test_what_was_struck_long_ago_is_not_picked_up_either() -> None:
    table, key = struck_parked()
    table.runtime.carry_out()

    assert table.refuse(PickUpNow(parked=key)) == "refused.parked_struck"


def test_a_command_about_the_entry_writes_its_strike_first() -> None:
    table, key = struck_parked()

    table.do(MoveParked(parked=key, status="picked-up"))

    assert table.runtime.pending is None
    assert LONG not in str(table.state)
    assert all(LONG.encode() not in line for line in table.journal[2:])


def test_merging_ideas_writes_the_strike_of_one_of_them_first() -> None:
    table = Table()
    table.do(AddIdea(text="A choir"))
    table.do(AddIdea(text=LONG))
    ids = tuple(table.state.ideas)
    assert table.runtime.begin_strike(Strike(area="ideas", key=ids[1])) is None

    table.give(MergeIdea(idea=ids[1], into=ids[0]))

    assert table.runtime.pending is None
    assert LONG not in str(table.state)


def test_a_command_that_would_write_the_words_again_writes_the_strike_first() -> None:
    table, key = struck_parked(AddIdea(text="A choir"))

    table.do(WriteNote(text=LONG))

    assert table.runtime.pending is None
    assert table.state.parking[key].text == STRUCK
    # What somebody says anew is an entry of its own.
    assert [note.text for note in table.state.notes.values()] == [LONG]


def test_what_would_store_the_same_words_from_another_entry_writes_the_strike_first() -> None:
    table = Table()
    for command in (StartAgenda(), WriteNote(text=LONG), Park(text=LONG)):
        table.do(command)
    (note,), (parked,) = table.state.notes, table.state.parking
    assert table.runtime.begin_strike(Strike(area="notes", key=note)) is None

    table.do(PickUpNow(parked=parked))

    assert table.runtime.pending is None
    assert b'"TextStruck"' in b"".join(table.journal[3:5])
    assert table.state.items[table.state.clock.current].title == LONG


def test_a_command_about_something_else_leaves_it_pending() -> None:
    table, _ = struck_parked()

    table.do(AddIdea(text="A choir"))
    table.do(WriteNote(text="Mavis was here"))

    assert table.runtime.pending


@pytest.mark.parametrize("command", [SplitIdea, RemoveIdea])
def test_no_refusal_tells_the_words_of_a_hidden_entry(
    command: type[SplitIdea | RemoveIdea],
) -> None:
    table = Table()
    table.do(AddIdea(text=LONG))
    (key,) = table.state.ideas
    assert table.runtime.begin_strike(Strike(area="ideas", key=key)) is None

    assert "Mavis" not in str(table.give(command(idea=key)))


def test_what_was_hidden_can_be_said_again_by_somebody_else() -> None:
    table = Table()
    table.do(AddIdea(text=LONG))
    (key,) = table.state.ideas
    assert table.runtime.begin_strike(Strike(area="ideas", key=key)) is None

    table.do(AddIdea(text=LONG), "phone-1")

    assert [idea.text for idea in table.state.ideas.values()] == [STRUCK, LONG]


def test_there_is_nothing_to_strike_twice() -> None:
    table, key = pending()
    table.runtime.carry_out()

    assert table.runtime.begin_strike(Strike(area="notes", key=key)) == Rejected(
        "refused.already_struck"
    )


@pytest.mark.parametrize("cut", [lambda text: text, short], ids=["whole", "cut"])
def test_no_refusal_repeats_the_words(cut: Callable[[str], str]) -> None:
    table, _ = pending()
    table.do(WriteNote(text=LONG))
    table.runtime.begin_strike(Strike(area="notes", key=[*table.state.notes][-1]))

    refused = table.runtime._hidden(Rejected("refused.note_twice", {"text": cut(LONG)}))

    assert refused.values == {"text": STRUCK}
