"""Large letters: the short way of reading a font draws what the long way draws."""

from __future__ import annotations

import pytest

from screens.widgets.lettering import BROAD, LARGE, MIDDLE, Face, _figlet, letters


@pytest.mark.parametrize("face", [LARGE, BROAD, MIDDLE])
def test_latin_letters_are_the_same_from_the_first_part_of_a_font(face: Face) -> None:
    text = "Why are we here? Łódź, São Tomé, İzmir"
    part, whole = _figlet(face, False), _figlet(face, True)

    assert [part.Font.chars.get(ord(c)) for c in text] == [
        whole.Font.chars.get(ord(c)) for c in text
    ]
    assert part.renderText("Why?") == whole.renderText("Why?")


def test_other_scripts_are_drawn_where_the_font_has_them() -> None:
    assert ord("ж") in _figlet(LARGE, True).Font.chars
    assert letters("жизнь", LARGE, 100, 9)
    assert letters("日本", MIDDLE, 100, 9) is None
