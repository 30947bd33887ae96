"""Words explained: safe to ask, explained in one line, kept by the series."""

from __future__ import annotations

import pytest

from session.model.glossary import ExplainWord, FlagWord, RemoveWord
from session.model.history import Redo, Undo
from session.model.lifecycle import Strike
from session.model.protocol import AnyCommand
from session.rules.glossary import MEANING_LIMIT, parse_word, standing
from session.views.agreement import waiting_words
from session.views.board import board
from session.views.recap import recap
from tests.session.strategies import HOSTILE
from tests.session.table import Table
from tests.session.test_agreement import next_session

pytestmark = pytest.mark.practice("P25")
ICB = "integrated care board"


def listed(table: Table) -> list[tuple[str, str]]:
    return [(word.text, word.meaning) for word in standing(table.state)]


def test_what_somebody_asked_waits_on_the_board_until_it_is_explained() -> None:
    table = Table()
    table.do(FlagWord(text="ICB"))
    assert board(table.state, table.now()).words == "1 word to explain: ICB"

    table.do(FlagWord(text="STP"))
    assert waiting_words(table.state) == "2 words to explain: ICB, STP"
    table.do(ExplainWord(text="icb", meaning=ICB))

    assert listed(table) == [("STP", ""), ("icb", ICB)]
    assert waiting_words(table.state) == "1 word to explain: STP"


def test_who_asked_is_nowhere() -> None:
    table = Table()
    table.do(FlagWord(text="ICB"))

    assert set(next(iter(table.state.words.values())).__struct_fields__) == {
        "id",
        "text",
        "meaning",
        "since_t",
        "carried",
        "removed",
    }


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("ICB = integrated care board", ("ICB", ICB)),
        ("ICB=integrated care board", ("ICB", ICB)),
        ("ICB", ("ICB", "")),
        ("ICB =", ("ICB", "")),
        ("x = y = z", ("x", "y = z")),
        ("= y", ("", "y")),
        ("", ("", "")),
    ],
)
def test_one_line_holds_a_word_and_its_meaning(line: str, read: tuple[str, str]) -> None:
    assert parse_word(line) == read


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (FlagWord(text=" "), "refused.text_empty"),
        (FlagWord(text="x" * 2000), "refused.text_too_long"),
        (FlagWord(text="icb"), "refused.word_explained"),
        (FlagWord(text="stp"), "refused.word_waits"),
        (ExplainWord(text="", meaning="x"), "refused.text_empty"),
        (ExplainWord(text="GP", meaning=" "), "refused.text_empty"),
        (ExplainWord(text="GP", meaning="x" * (MEANING_LIMIT + 1)), "refused.text_too_long"),
        (ExplainWord(text="ICB", meaning=ICB), "refused.word_same"),
        (RemoveWord(word="nobody"), "refused.word_unknown"),
    ],
)
def test_what_can_not_be_is_refused(command: AnyCommand, reason: str) -> None:
    table = Table()
    table.do(ExplainWord(text="ICB", meaning=ICB))
    table.do(FlagWord(text="STP"))

    assert table.refuse(command) == reason


def test_every_change_can_be_undone_and_done_again() -> None:
    table = Table()
    table.do(FlagWord(text="STP"))
    (key,) = table.state.words
    for command in (
        FlagWord(text="ICB"),
        ExplainWord(text="STP", meaning="x"),
        RemoveWord(word=key),
    ):
        before = listed(table)
        table.do(command)
        after = listed(table)
        table.do(Undo())
        assert listed(table) == before
        table.do(Redo())
        assert listed(table) == after


def test_the_series_keeps_the_list_and_forgets_what_was_taken_off() -> None:
    first = Table()
    for text, meaning in (("ICB", ICB), ("GP", "family doctor"), ("NHS", "health service")):
        first.do(ExplainWord(text=text, meaning=meaning))
    first.do(FlagWord(text="STP"))

    second = next_session(first)
    assert listed(second) == listed(first)
    assert {word.carried for word in recap(second.state).words} == {True}
    second.do(ExplainWord(text="GP", meaning="the doctor near you"))
    second.do(RemoveWord(word=next(w.id for w in standing(second.state) if w.text == "NHS")))

    third = next_session(first, second, Table())
    assert listed(third) == [("STP", ""), ("GP", "the doctor near you"), ("ICB", ICB)]


@pytest.mark.parametrize("text", [t for t in HOSTILE if t.strip() and len(t) < 60])
def test_hostile_words_are_words_like_any_other(text: str) -> None:
    table = Table()
    table.do(FlagWord(text=text))
    table.do(ExplainWord(text=text, meaning=text))

    assert len(listed(next_session(table))) == 1
    assert table.resumed().state == table.state


@pytest.mark.practice("P46")
def test_a_word_and_its_meaning_can_be_struck() -> None:
    table = Table()
    table.do(ExplainWord(text="The Grey rule", meaning="what Mr Grey says goes"))
    (key,) = table.state.words

    done = table.do(Strike(area="words", key=key))

    assert done.strike
    assert not any("Grey" in done.strike.payload(p).decode() for p in table.journal)
