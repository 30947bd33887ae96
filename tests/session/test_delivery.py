"""Who gets what is handed out, and how: a private list, ticked off, also after the end."""

from __future__ import annotations

import pytest

from session.erase.person import Forgetting
from session.model.history import Undo
from session.model.lifecycle import EndSession
from session.model.people import AddPerson, SetDelivery
from session.replay import replay
from session.views.board import board
from session.views.delivery import delivery_words, left_to_hand_out
from session.views.people import people_view
from session.views.phone_build import PARTS
from session.views.recap import recap
from tests.session.table import Table


def known() -> tuple[Table, str]:
    table = Table()
    table.do(AddPerson(name="Post"))
    who = next(reversed(table.state.people))
    table.do(SetDelivery(person=who, gets="post"))
    return table, who


def test_it_is_ticked_off_also_after_the_end_and_what_is_left_is_counted() -> None:
    table, who = known()
    other = next(iter(table.state.people))
    table.do(SetDelivery(person=other, gets="call"))
    assert left_to_hand_out(table.state) == "Still to hand out: 1 by post, 1 by a call."
    table.do(EndSession())

    table.do(SetDelivery(person=who, gets="post", got=True))

    assert delivery_words(table.state.people[who]) == "✓ by post"
    assert left_to_hand_out(table.state) == "Still to hand out: 1 by a call."
    assert replay(table.journal).state == table.state


def test_another_way_is_not_ticked_off_yet_and_can_be_undone() -> None:
    table, who = known()
    table.do(SetDelivery(person=who, gets="post", got=True))
    table.do(SetDelivery(person=who, gets="read-aloud"))
    assert delivery_words(table.state.people[who]) == "read aloud"

    table.do(Undo())

    assert delivery_words(table.state.people[who]) == "✓ by post"


def test_what_makes_no_sense_is_refused() -> None:
    table, who = known()

    assert table.refuse(SetDelivery(person=who, gets="post")) == "refused.record_same"
    assert table.refuse(SetDelivery(person=who, gets=None, got=True)) == "refused.delivery_how"
    assert table.refuse(SetDelivery(person="nobody", gets="post")) == "refused.person_unknown"


@pytest.mark.practice("P47")
def test_no_view_of_the_room_phone_or_recap_changes_by_it() -> None:
    table, who = known()

    def seen() -> list[object]:
        state, now = table.state, table.now()
        parts = [part.make(state, now) for part in PARTS]
        return [recap(state), people_view(state), board(state, now), *parts]

    before = seen()
    table.do(SetDelivery(person=who, gets="e-mail", got=True))

    assert seen() == before


def test_forgetting_somebody_who_is_called_like_a_way_leaves_the_way() -> None:
    table, who = known()

    state = Forgetting("Post", entries=frozenset({who})).value(table.state)

    assert state.people[who].gets == "post"
    assert state.people[who].name != "Post"
