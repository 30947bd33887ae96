"""The group agreement: the group's own lines, agreed by show, amended, and carried on."""

from __future__ import annotations

import pytest

from session.erase.walk import STRUCK
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
from session.model.carried import Carried
from session.model.floor import EndTurn, StartTurn
from session.model.history import Redo, Undo
from session.model.lifecycle import OpenSession, SetCounting, Strike
from session.model.people import AddPerson
from session.model.protocol import AnyCommand
from session.rules.agreement import AGREED_LIMIT, changed, lines, suggestions
from session.rules.carry_over import carried
from session.runtime import Runtime
from session.views.agreement import agreement_view, status_words
from session.views.private import voices
from session.views.recap import recap
from session.views.talk_shares import HeardView, heard, line
from session.wording.catalogue import CATALOGUE
from tests.session.builders import COMMUNITY, FACILITATOR, PROVIDER, RESEARCHER
from tests.session.strategies import HOSTILE
from tests.session.table import PLAN, Table


def written(*texts: str) -> Table:
    table = Table()
    for text in texts:
        table.do(AddLine(text=text))
    return table


def texts(table: Table) -> list[str]:
    return [line.text for line in lines(table.state)]


def key(table: Table, text: str) -> str:
    return next(line.id for line in table.state.lines.values() if line.text == text)


def next_session(*before: Table) -> Table:
    """Return a session to which those before it hand on what their recaps hold."""
    table = Table.__new__(Table)
    table.t, table._ids, table.journal = 0, 500, []
    table.runtime = Runtime(append=table._append, now=table.now, new_id=table.new_id, run="run-2")
    handed = carried([recap(one.state) for one in before])
    table.do(OpenSession(session="2026-03-09-table", plan=PLAN, carried=handed))
    return table


@pytest.mark.practice("P16")
def test_lines_are_written_reworded_moved_and_removed() -> None:
    table = written("One at a time", "Breaks are fine", "Plain words")

    table.do(RewordLine(line=key(table, "Plain words"), text="Plain words, please"))
    table.do(MoveLine(line=key(table, "Plain words, please"), by=-2))
    table.do(RemoveLine(line=key(table, "One at a time")))

    assert texts(table) == ["Plain words, please", "Breaks are fine"]
    assert texts(table.resumed()) == texts(table)


@pytest.mark.practice("P16")
def test_lines_are_agreed_by_show_and_amended_later() -> None:
    table = written("One at a time")
    assert status_words(table.state) == "Not agreed yet"

    table.do(AgreeLines())
    assert status_words(table.state) == "Agreed by all at 09:55, version 1"
    table.do(AddLine(text="Breaks are fine"))
    assert status_words(table.state) == "Changed since it was agreed (version 1)"
    table.do(AgreeLines())

    assert table.state.agreement.version == 2
    assert table.refuse(AgreeLines()) == "refused.lines_agreed"


@pytest.mark.practice("P16")
def test_the_next_session_begins_with_the_lines_agreed_last() -> None:
    first = written("One at a time", "Breaks are fine")
    first.do(AgreeLines())
    first.do(AddLine(text="Never agreed"))

    second = next_session(first)
    assert texts(second) == ["One at a time", "Breaks are fine"]
    assert status_words(second.state) == "From last time (version 1), not yet agreed today"
    assert not agreement_view(second.state).agreed
    second.do(AgreeLines())

    assert (second.state.agreement.version, changed(second.state)) == (1, False)
    assert recap(second.state).agreement.status == "agreed"


def test_changed_lines_get_the_next_version_and_a_session_that_knew_none_ends_nothing() -> None:
    first = written("One at a time")
    first.do(AgreeLines())
    second = next_session(first)
    second.do(AddLine(text="Breaks are fine"))
    second.do(AgreeLines())

    third = next_session(first, second, Table())

    assert texts(third) == ["One at a time", "Breaks are fine"]
    assert third.state.agreement.version == 2


def test_lines_that_were_never_agreed_are_handed_on_as_such() -> None:
    table = next_session(written("One at a time"))

    assert texts(table) == ["One at a time"]
    assert status_words(table.state) == "Not agreed yet"


def test_the_choices_are_off_again_in_the_next_session() -> None:
    first = written("One at a time")
    for choice in (SetCounting(on=True), ShowShares(on=True), TellByRole(on=True), AgreeLines()):
        first.do(choice)

    second = next_session(first)

    assert [choice.on for choice in agreement_view(second.state).choices] == [False] * 3
    assert recap(first.state).agreement.choices == (
        "Turns are counted by role group. Your own time is shown to nobody but you.",
        "This screen shows how much each role group has spoken.",
        "Results of votes are told by role group, too.",
    )


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AddLine(text="x" * 2000), "refused.text_too_long"),
        (AddLine(text="x" * (AGREED_LIMIT + 1)), "refused.text_too_long"),
        (AddLine(text="  "), "refused.text_empty"),
        (AddLine(text="one AT a time"), "refused.line_twice"),
        (RewordLine(line="nobody", text="x"), "refused.line_unknown"),
        (MoveLine(line="nobody", by=1), "refused.line_unknown"),
        (RemoveLine(line="nobody"), "refused.line_unknown"),
        (ShowShares(on=False), "refused.choice_same"),
        (TellByRole(on=False), "refused.choice_same"),
        (AgreeShares(), "refused.choice_same"),
        (AgreeShares(shares={COMMUNITY: 60, PROVIDER: 41}), "refused.shares_over"),
        (AgreeShares(shares={COMMUNITY: -1}), "refused.share_range"),
        (AgreeShares(shares={COMMUNITY: 101}), "refused.share_range"),
        (AgreeShares(shares={"astronaut": 10}), "refused.share_group"),
        (AgreeShares(shares={FACILITATOR: 10}), "refused.share_group"),
        (AgreeShares(shares={COMMUNITY: 3, PROVIDER: 3, RESEARCHER: 3}), "refused.shares_under"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_changes(command: AnyCommand, reason: str) -> None:
    table = written("One at a time", "Breaks are fine")

    assert table.refuse(command) == reason


def test_a_line_keeps_its_own_words_and_place() -> None:
    table = written("One at a time", "Breaks are fine")
    one = key(table, "One at a time")

    assert table.refuse(RewordLine(line=one, text="Breaks are fine")) == "refused.line_twice"
    assert table.refuse(RewordLine(line=one, text="One at a time")) == "refused.line_same"
    for by in (0, -1, 2):
        assert table.refuse(MoveLine(line=one, by=by)) == "refused.line_place"
    table.do(RewordLine(line=one, text="ONE at a time"))


def test_there_is_nothing_to_agree_to_without_lines_and_no_end_of_lines() -> None:
    assert Table().refuse(AgreeLines()) == "refused.no_lines"

    table = written(*(f"Line {n}" for n in range(30)))

    assert table.refuse(AddLine(text="One more")) == "refused.lines_many"


def test_suggestions_are_those_not_taken() -> None:
    table = Table()
    offered = suggestions(table.state)
    assert len(offered) == sum(name.startswith("agreement.suggested.") for name in CATALOGUE)

    for text in offered:
        table.do(AddLine(text=text))

    assert suggestions(table.state) == ()
    assert texts(table) == list(offered)


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.strip() and len(t) < AGREED_LIMIT])
def test_hostile_words_are_a_line_like_any_other(text: str) -> None:
    table = written(text)
    table.do(AgreeLines())

    assert len(texts(next_session(table))) == 1
    assert texts(table.resumed()) == texts(table)


def test_every_change_can_be_undone_and_done_again() -> None:
    table = written("One", "Two")
    one = key(table, "One")
    given: tuple[AnyCommand, ...] = (
        AddLine(text="Three"),
        RewordLine(line=one, text="First"),
        MoveLine(line=one, by=1),
        RemoveLine(line=one),
        AgreeLines(),
        ShowShares(on=True),
        TellByRole(on=True),
        AgreeShares(shares={COMMUNITY: 50}),
    )
    for command in given:
        before = table.state
        table.do(command)
        after = table.state
        table.do(Undo())
        assert (table.state.agreement, table.state.lines) == (before.agreement, before.lines)
        table.do(Redo())
        assert (table.state.agreement, lines(table.state)) == (after.agreement, lines(after))


@pytest.mark.practice("P46")
def test_a_struck_line_goes_also_from_what_was_agreed_and_handed_on() -> None:
    first = written("Mr Grey stays away", "Plain words")
    first.do(AgreeLines())
    table = next_session(first)
    one = key(table, "Mr Grey stays away")
    table.do(RewordLine(line=one, text="Somebody stays away"))

    done = table.do(Strike(area="lines", key=one))

    assert done.strike
    table.journal = [done.strike.payload(payload) for payload in table.journal]
    assert not any("Grey" in payload.decode() for payload in table.journal)
    assert texts(table) == [STRUCK, "Plain words"]
    assert table.resumed().state == table.state
    assert not changed(table.state)


# Shares on the shared screen


def room(*groups: str) -> Table:
    table = Table()
    for group in groups:
        table.do(AddPerson(roles=(group,)))
    table.do(SetCounting(on=True))
    table.do(ShowShares(on=True))
    return table


def spoken(table: Table, *turns: tuple[str, float]) -> HeardView:
    for group, minutes in turns:
        table.do(StartTurn(group=group))
        table.wait(minutes * 60)
    table.do(EndTurn())
    return heard(table.state, table.now())


BOTH = (*[COMMUNITY] * 6, *[PROVIDER] * 4)


@pytest.mark.practice("P23")
def test_shares_stand_on_the_shared_screen_only_while_the_group_says_yes() -> None:
    table = room(*BOTH)
    view = spoken(table, (COMMUNITY, 6), (PROVIDER, 4))
    assert [(one.group, one.words) for one in view.lines] == [
        (COMMUNITY, "60 % of talk, 60 % of us"),
        (PROVIDER, "40 % of talk, 40 % of us"),
    ]
    assert "60 % of talk" in line(view)

    table.do(ShowShares(on=False))
    assert not heard(table.state, table.now()).shown
    table.do(ShowShares(on=True))
    table.do(SetCounting(on=False))
    assert heard(table.state, table.now()) == HeardView()


@pytest.mark.practice("P23")
def test_shares_are_silent_for_five_minutes_and_where_few_could_be_found() -> None:
    early = spoken(room(*BOTH), (COMMUNITY, 4.9))
    assert (early.lines, early.said) == ((), "Shown after 5 minutes of talk.")

    few = spoken(room(*[COMMUNITY] * 6, RESEARCHER), (COMMUNITY, 6), (RESEARCHER, 4))

    assert (few.lines, few.said) == ((), "Too few people to show it fairly.")


@pytest.mark.practice("P23")
def test_talk_stands_beside_the_share_the_group_agreed_on() -> None:
    table = room(*BOTH)
    table.do(AgreeShares(shares={COMMUNITY: 75, PROVIDER: 25}))
    view = spoken(table, (COMMUNITY, 6), (PROVIDER, 4))

    assert [one.words for one in view.lines] == [
        "60 % of talk, 75 % agreed",
        "40 % of talk, 25 % agreed",
    ]
    private = {one.group: one for one in voices(table.state, table.now()).whole}
    assert private[COMMUNITY].words == "60 % of talk, 75 % agreed"
    assert private[COMMUNITY].agreed == 0.75
    table.do(AgreeShares())
    assert "60 % of us" in heard(table.state, table.now()).lines[0].words


def test_agreed_shares_of_groups_put_together_are_put_together() -> None:
    table = room(*[COMMUNITY] * 6, *[PROVIDER] * 2, *[RESEARCHER] * 2)
    table.do(AgreeShares(shares={COMMUNITY: 50, PROVIDER: 30}))

    view = spoken(table, (COMMUNITY, 5), (PROVIDER, 3), (RESEARCHER, 2))

    assert [(one.group, one.beside) for one in view.lines] == [
        (COMMUNITY, 0.5),
        ("other groups", 0.5),
    ]


def test_nothing_is_handed_on_where_there_is_nothing() -> None:
    assert (Carried().lines, Carried().words) == ((), ())
    assert agreement_view(Table().state).status == ""
