"""A group's own sentences: what is good is used, the rest is told with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from session.wording.catalogue import CATALOGUE, reword, say
from store.wording import printed, read_wording


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    reword({})


def read(path: Path, text: str) -> tuple[dict[str, object], list[str]]:
    path.write_text(text, encoding="utf-8")
    words, faults = read_wording(path)
    return dict(words), [str(fault) for fault in faults]


def test_a_sentence_is_used_in_place_of_ours(tmp_path: Path) -> None:
    words, faults = read(
        tmp_path / "wording.toml",
        '"home.empty" = "Nothing here yet."\n"cli.items" = ["{n} thing", "{n} things"]\n',
    )

    assert faults == []
    reword({"home.empty": "Nothing here yet.", "cli.items": ("{n} thing", "{n} things")})
    assert words == {"home.empty": "Nothing here yet.", "cli.items": ("{n} thing", "{n} things")}
    assert say("home.empty") == "Nothing here yet."
    assert say("cli.items", n=3) == "3 things"
    assert say("home.untitled") == "A session without a title"


def test_what_is_wrong_is_told_line_by_line_and_the_rest_is_used(tmp_path: Path) -> None:
    long = "word " * 21
    words, faults = read(
        tmp_path / "wording.toml",
        "# ours\n"
        '"home.emty" = "Nothing."\n'
        '"home.folder" = "It is kept here."\n'
        '"home.motto" = "For {nobody}."\n'
        f'"home.begin" = "{long}"\n'
        '"cli.items" = "{n} things"\n'
        '"home.looking" = 4\n'
        '"home.untitled" = "{"\n'
        '"home.plan" = "Which plan, please?"\n'
        '"home.live" = "{n.__class__}"\n',
    )

    assert words == {"home.plan": "Which plan, please?"}
    assert faults == [
        "wording.toml:2: there is no sentence called home.emty; write home.empty, if that is meant.",
        "wording.toml:3: home.folder leaves out {folder}; put it in where its value should stand.",
        "wording.toml:4: home.motto has a value that is not known here; use only no values.",
        "wording.toml:5: home.begin has a sentence of 21 words; use 20 at most.",
        'wording.toml:6: cli.items needs two texts, for one and for many; write ["for one", "for many"].',
        "wording.toml:7: home.looking is not text in quotes; write one text, in quotes.",
        "wording.toml:8: home.untitled has a brace that is not closed; write two braces where one is meant.",
        "wording.toml:10: home.live has a value that is not known here; use only no values.",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'"home.empty" = "x\n', "wording.toml:1: it can't be read from here on"),
        (b"\xff\xfe", "wording.toml: it can't be read; save it as text in UTF-8."),
    ],
)
def test_a_file_that_is_no_toml_changes_nothing(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "wording.toml").write_bytes(content)

    words, faults = read_wording(tmp_path / "wording.toml")

    assert words == {}
    assert str(faults[0]).startswith(told)


def test_what_is_printed_is_such_a_file_with_every_sentence(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    text = printed(path, {"home.empty": 'Say "hello".'})
    path.write_text(text, encoding="utf-8")

    words, faults = read_wording(path)

    assert faults == ()
    assert words == {**CATALOGUE, "home.empty": 'Say "hello".'}
    assert '# values: {n}\n"cli.items"' in text
    assert len(tomllib.loads(text)) == len(CATALOGUE)
