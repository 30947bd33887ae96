"""A new code, joins that are taken back together, and somebody who comes back and finds their name taken."""

from __future__ import annotations

import pytest

from session.model.admission import (
    AskMissed,
    AskReturn,
    RenewCode,
    SettleMissed,
    SettleReturn,
    TakeBackJoins,
)
from session.model.carried import Carried
from session.model.history import Undo
from session.model.people import Consent, LeavePerson
from session.model.phones import JoinDevice, LeaveDevice, OpenDoor
from session.model.state import State
from session.model.votes import OpenRound
from session.replay import replay
from session.rules.ballots import Voter, may_vote
from session.rules.devices import device_of, joined
from session.rules.people import came, present
from session.rules.votes import open_round
from session.views.private import private
from tests.session.table import Table

MINUTE = 60_000


def door() -> Table:
    table = Table()
    table.do(OpenDoor(code="warm-soup"))
    return table


def joins(table: Table, mark: str, name: str = "", **more: object) -> str:
    table.do(JoinDevice(device=mark, name=name, **more), f"phone-{mark}-{table.runtime.n}")  # type: ignore[arg-type]  # by name
    return table.state.devices[mark].person


def same(table: Table) -> State:
    """Return the state as a resume would have it."""
    return replay(table.journal).state


def test_a_new_code_leaves_the_old_one_to_those_who_are_in() -> None:
    table = door()
    joins(table, "mark-1", "Zofia")

    table.do(RenewCode(code="calm-river"))

    assert (table.state.door.code, table.state.door.before) == ("calm-river", ("warm-soup",))
    assert joined(table.state) == 1
    assert table.refuse(RenewCode(code="warm-soup")) == "refused.door_same"
    assert same(table) == table.state


def test_the_joins_of_the_last_minutes_are_taken_back_together() -> None:
    table = door()
    old = joins(table, "mark-1", "Zofia")
    table.t += 10 * MINUTE
    since = table.t
    new = [joins(table, f"flood-{n}", f"Flood {n}") for n in range(4)]
    listed = joins(table, "mark-2", "Priya")
    table.do(OpenRound(question="Which?", options=("A", "B"), method="dots"))

    table.do(TakeBackJoins(since_t=since))

    assert joined(table.state) == 1
    assert [one.id for one in present(table.state)] == [old]
    assert [one.id for one in came(table.state)] == [old]
    assert {table.state.people[key].presence for key in (*new, listed)} == {"left"}
    assert joins(table, "flood-0", "Priya") == listed
    assert table.refuse(TakeBackJoins(since_t=table.t + 1)) == "refused.no_joins"
    assert table.refuse(Undo()) in {"final.phone", "refused.nothing_to_undo"}
    assert same(table) == table.state


def test_who_was_here_before_stays_where_only_their_phone_is_taken_back() -> None:
    table = door()
    person = joins(table, "mark-1", "Zofia")
    table.do(LeaveDevice(device="mark-1", gone=False))
    table.t += 10 * MINUTE
    joins(table, "mark-2", "Zofia")

    table.do(TakeBackJoins(since_t=table.t))

    assert table.state.people[person].presence == "here"
    assert joined(table.state) == 0


def test_whoever_comes_back_is_let_in_as_themselves_and_the_earlier_phone_goes_out() -> None:
    table = door()
    consent = Consent(named=True, quoted=False)
    zofia = joins(table, "mark-1", "Zofia", consent=consent)
    table.do(OpenRound(question="Which?", options=("A", "B"), method="dots", kept=True))
    table.t += MINUTE

    assert table.refuse(JoinDevice(device="mark-2", name="ZOFIA")) == "refused.name_taken"
    table.do(AskReturn(device="mark-2", name="ZOFIA"), "phone-a")
    assert table.refuse(AskReturn(device="mark-2", name="Zofia")) == "refused.return_waits"
    assert private(table.state).returns == ("Zofia",)
    assert device_of(table.state, "mark-2") is None

    table.do(SettleReturn(yes=True))

    phone = device_of(table.state, "mark-2")
    assert phone
    assert (phone.person, phone.noes) == (zofia, ("quoted",))
    assert device_of(table.state, "mark-1") is None
    assert table.state.people[zofia].consent == consent
    assert table.state.returns == {}
    vote = open_round(table.state)
    assert vote
    assert may_vote(table.state, vote, Voter("token", zofia, "mark-2")) is None
    assert same(table) == table.state


def test_who_is_not_let_in_stays_out_and_the_earlier_phone_stays() -> None:
    table = door()
    joins(table, "mark-1", "Zofia")
    table.do(AskReturn(device="mark-2", name="Zofia"), "phone-a")

    table.do(SettleReturn(yes=False, device="mark-2"))

    assert device_of(table.state, "mark-1")
    assert device_of(table.state, "mark-2") is None
    assert table.refuse(SettleReturn(yes=True)) == "refused.no_return"
    assert same(table) == table.state


def test_nobody_asks_for_a_name_that_nobody_has_a_phone_in_by() -> None:
    table = door()
    zofia = joins(table, "mark-1", "Zofia")

    for name in ("", "Quill", "Priya"):
        assert table.refuse(AskReturn(device="mark-2", name=name)) == "refused.return_nobody"
    assert table.refuse(AskReturn(device="mark-1", name="Zofia")) == "refused.device_here"
    table.do(AskReturn(device="mark-2", name="Zofia"), "phone-a")
    table.do(LeavePerson(person=zofia))
    table.do(SettleReturn(yes=True))
    assert table.state.people[zofia].presence == "here"


def test_no_more_than_twenty_wait_to_be_let_in() -> None:
    table = door()
    joins(table, "mark-1", "Zofia")
    for n in range(20):
        table.do(AskReturn(device=f"ask-{n}", name="Zofia"), f"phone-{n}")

    assert table.refuse(AskReturn(device="ask-20", name="Zofia")) == "refused.returns_many"


def test_a_vote_that_is_kept_takes_no_ballot_of_a_phone_that_came_later() -> None:
    table = door()
    early = joins(table, "mark-1", "Zofia")
    table.t += 1
    table.do(OpenRound(question="Which?", options=("A", "B"), method="dots", kept=True))
    table.t += 1
    late = joins(table, "mark-2", "Quill")
    vote = open_round(table.state)
    assert vote

    refused = may_vote(table.state, vote, Voter("t", late, "mark-2"))
    assert refused
    assert refused.reason == "refused.vote_kept"
    assert may_vote(table.state, vote, Voter("t", early, "mark-1")) is None


def series() -> Table:
    table = Table(carried=Carried(sessions=1, title="First evening"))
    table.do(OpenDoor(code="warm-soup"))
    return table


@pytest.mark.practice("P68")
def test_what_a_person_missed_is_shown_on_their_phone_only_after_a_yes() -> None:
    table = series()
    joins(table, "mark-1", "Zofia")
    joins(table, "mark-2")
    table.do(AskMissed(device="mark-1"), "phone-a")
    table.do(AskMissed(device="mark-2"), "phone-b")
    assert table.refuse(AskMissed(device="mark-1")) == "refused.missed_asked"
    assert private(table.state).missed == ("Zofia", "someone")
    assert not any(one.given for one in table.state.missed.values())

    table.do(SettleMissed(yes=False))
    table.do(SettleMissed(yes=True))

    assert {key: one.given for key, one in table.state.missed.items()} == {"mark-2": True}
    assert private(table.state).missed == ()
    assert table.refuse(SettleMissed(yes=True)) == "refused.no_missed"
    assert same(table) == table.state


def test_what_was_missed_is_asked_by_who_is_in_and_where_there_was_something_before() -> None:
    table = door()
    joins(table, "mark-1", "Zofia")
    assert table.refuse(AskMissed(device="mark-1")) == "refused.missed_nothing"

    table = series()
    assert table.refuse(AskMissed(device="mark-9")) == "refused.device_unknown"
    joins(table, "mark-1", "Zofia")
    table.do(AskMissed(device="mark-1"), "phone-a")
    table.do(LeaveDevice(device="mark-1"), "phone-b")
    assert private(table.state).missed == ()
    assert table.refuse(SettleMissed(yes=True, device="mark-1")) == "refused.no_missed"
    for n in range(20):
        joins(table, f"ask-{n}")
        table.do(AskMissed(device=f"ask-{n}"), f"ask-phone-{n}")
    joins(table, "ask-20")
    assert table.refuse(AskMissed(device="ask-20")) == "refused.returns_many"
