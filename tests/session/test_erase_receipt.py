"""The receipt says what was changed, what is left and what nobody here can reach."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from session.erase.receipt import Receipt, main_sentence, sentences

pytestmark = pytest.mark.practice("P46")
AT = datetime(2026, 11, 24, 15, 2, tzinfo=UTC)


def test_a_person_who_is_gone() -> None:
    told = Receipt(person=True, sessions=3, recaps=1, exports=0)

    lines = sentences(told, AT)

    assert lines[0] == "Receipt of 2026-11-24 15:02 UTC."
    assert lines[1] == main_sentence(told)
    assert "3 sessions, 1 recap, 0 exported files" in lines[1]
    assert any("mailed, printed or copied" in line for line in lines)
    assert any("role group" in line for line in lines)
    assert not any("Run it again" in line for line in lines)


def test_what_is_left_is_named_with_what_to_do() -> None:
    told = Receipt(
        person=True, left=("series/a.json",), troubles=("It is full.",), also_a_word=True
    )

    lines = sentences(told, AT)

    assert not told.done
    assert "  series/a.json" in lines
    assert "It is full." in lines
    assert any("Run it again" in line for line in lines)
    assert any("also a word" in line for line in lines)


def test_a_session_that_is_gone() -> None:
    lines = sentences(Receipt(person=False, sessions=1, recaps=2, exports=6), AT)

    assert "1 session was forgotten, with 2 recaps and 6 exported files." in lines
    assert any("carried over" in line for line in lines)
