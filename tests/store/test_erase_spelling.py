"""A name is found in the bytes of a file, however JSON or HTML spells it, and only as a whole word."""

import html
import json
import unicodedata

import pytest

from session.erase.person import forgetting
from store.erase.spelling import Spelling

pytestmark = pytest.mark.practice("P46")


@pytest.mark.parametrize("name", ["Zoë", "Łukasz", "محمد", "Ann Lee", "O'Neil"])
def test_every_spelling_is_found(name: str) -> None:
    look = Spelling(forgetting(name))
    line = f"First\n{name} said so"

    for spelled in (
        line,
        unicodedata.normalize("NFD", line),
        line.upper(),
        json.dumps(line),
        json.dumps(line, ensure_ascii=False),
        html.escape(line),
        "".join(f"&#{ord(letter)};" for letter in name),
        "".join(f"\\u{ord(letter):04x}" for letter in name),
    ):
        assert look.within(spelled.encode()), spelled
        assert look.may_be_in(json.dumps(line, ensure_ascii=False).encode())


def test_part_of_another_word_is_not_the_name() -> None:
    look = Spelling(forgetting("Ada"))

    assert not look.within(b"Adagio, Canada")
    assert look.within(b'{"text":"Ask\\nAda"}')


@pytest.mark.parametrize("name", ["Winter", "محمد"])
def test_the_lines_that_may_hold_it_are_found_by_where_they_begin(name: str) -> None:
    look = Spelling(forgetting(name))
    lines = [f"{name} first", "nothing", "p-aaaa1", f"so {name.upper()}", r"\u0057", "", name]
    data = "\n".join(lines).encode()

    begins = look.lines(data, also=[b"p-aaaa1"])

    found = [data[begin:].split(b"\n")[0].decode() for begin in begins]
    assert found == [lines[0], lines[2], lines[3], lines[4], lines[6]]
