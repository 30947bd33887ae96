"""What a person can write or press is written down; what isn't, fails here."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path

import pytest
from click import Option

from bench.pictures import MOMENTS
from screens.keys.keymap import KEPT, UNSAFE, Layout, keys_of, shown
from screens.places import DIALOGS, SCREENS
from session.model.plan import DEFAULT_ROLES, ITEM_KINDS
from session.model.settings import THEME_NAMES, Settings
from session.plan.reading.entries import peeled
from session.plan.reading.times import length_in
from session.views.involvement import RUNGS, STAGES, rung_words, stage_words
from session.wording.catalogue import say
from store.plans.read import parse_plan, read_text
from store.plans.table import KEYS
from tests import imports
from tui.cli.key_page import MARK, key_tables
from tui.cli.main import fairsay

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def part(text: str, heading: str) -> str:
    """The text under one heading, up to the next of its own or a higher level."""
    level = heading.split(" ", 1)[0]
    after = text.split(f"{heading}\n", 1)[1]
    return after.split(f"\n{level} ", 1)[0]


@pytest.mark.parametrize(
    ("table", "heading"),
    [("", "### About the session"), ("agenda", "### The agenda"), ("people", "### The people")],
)
def test_every_key_of_a_plan_has_its_line(table: str, heading: str) -> None:
    told = part(page("docs/plan.md"), heading)

    assert [key for key in KEYS[table] if f"\n| `{key}` | " not in told] == []


def test_the_plan_page_names_every_kind_role_and_wifi_key() -> None:
    told = page("docs/plan.md")

    assert [kind for kind in ITEM_KINDS if f"`{kind}`" not in told] == []
    assert [role for role in DEFAULT_ROLES if role not in told] == []
    assert [key for key in KEYS["wifi"] if f"{key} = " not in told] == []


def test_the_plan_page_lists_every_rung_and_stage_with_its_sentence() -> None:
    told = page("docs/plan.md")

    for words, sentence in ((RUNGS, rung_words), (STAGES, stage_words)):
        assert [word for word in words if f"| {word} | {sentence(word)} |" not in told] == []


def test_the_examples_on_the_plan_page_are_plans() -> None:
    blocks = re.findall(r"\n\n((?:    .*\n|\n)+)", page("docs/plan.md"))
    written = [textwrap.dedent(block).strip() for block in blocks]
    files = ["shortest.txt", "sheet.csv", "full.toml"]

    plans = [block for block in written if not block.startswith(("fairsay ", "my-plan"))]

    assert [bool(parse_plan(b.encode(), f)) for b, f in zip(plans, files, strict=True)] == [
        True
    ] * 3


def rows_of(heading: str) -> dict[str, list[str]]:
    """What the table of a part of the plan page says, each with the examples in its first cell."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", part(page("docs/plan.md"), heading), re.MULTILINE)
    return {says: re.findall(r"`([^`]+)`", examples) for examples, says in rows}


def test_what_the_plan_page_says_is_understood_is_what_the_reader_does() -> None:
    told = rows_of("## Bring what you have")

    for one in told["the length"]:
        assert length_in(one) or peeled(f"Tea {one}")[0].minutes, one
    for one in told["when it begins and ends, from which come the minutes"]:
        assert peeled(f"{one} Tea")[0].start, one
    assert peeled("10-15 min Tea")[0].minutes == 15
    numbered = [one for one in told["numbering, never minutes"] if one != "#"]
    for one in numbered:
        (item,) = read_text(f"{one} Tea", "plan.txt").understood.items
        assert (item.title, item.minutes) == ("Tea", None), one
    (bullet,) = read_text("- [ ] **Tea**", "plan.md").understood.items
    assert bullet.title == "Tea"


def test_the_page_of_keys_is_made_from_the_table() -> None:
    # `python -m tui.cli.key_page` makes it anew.
    assert page("docs/keys.md").split(MARK)[1] == "\n" + key_tables()


def test_every_setting_has_its_line() -> None:
    told = page("docs/settings.md")

    for name in Settings.__struct_fields__:
        assert f"| {say(f'settings.{name}')} | `{name}` |" in told
    for name in THEME_NAMES:
        assert f"| {say(f'settings.theme.{name}')} | `{name}` |" in told


def test_the_page_of_settings_names_every_key_that_can_t_be_taken() -> None:
    told = part(page("docs/settings.md"), "## Keys")

    assert [key for key in {*KEPT, *UNSAFE} if f"`{_named(key)}`" not in told] == []


def _named(key: str) -> str:
    return {"escape": "Esc", "ctrl+at": "Ctrl+@", "shift+tab": "Tab"}.get(key, shown(key))


PAGES = ("README.md", *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")))
READING = 200
"""Words a minute, for somebody who reads with care (Brysbaert 2019 has 238 for adults)."""


def links(name: str) -> list[Path]:
    """The files a page links to, as paths from the root."""
    found = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page(name))
    here = (ROOT / name).parent
    return [(here / one).resolve() for one in found if "://" not in one]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_between_pages_leads_somewhere(name: str) -> None:
    assert [one for one in links(name) if not one.exists()] == []


# The left half of each is of a version that can't be drawn any more.
COMPARED = {"welcome", "now", "round", "vote", "result", "break", "decision", "agreement"}


def test_every_picture_is_shown_somewhere_and_is_small() -> None:
    shown = {one for name in PAGES for one in links(name) if one.suffix == ".png"}
    pictures = set((ROOT / "docs").rglob("*.png"))
    compared = {one for one in pictures if one.parent.name == "before-after"}

    assert shown == pictures
    assert {one.stem for one in pictures - compared} == {*MOMENTS, "plan", "join", "phone"}
    assert {one.stem for one in compared} == COMPARED
    assert [one.name for one in pictures if one.stat().st_size > 250_000] == []


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        at = waiting.pop()
        seen.add(at)
        waiting += [
            one
            for one in links(str(at.relative_to(ROOT)))
            if one.suffix == ".md" and one not in seen and ROOT in one.parents
        ]

    assert [name for name in PAGES if ROOT / name not in seen] == []


OF_PROGRAMS = {"docs/keys.md", "docs/mechanisms.md", "docs/phone-api.md"}
"""Pages on all keys, and on what is no key."""


@pytest.mark.parametrize("name", [name for name in PAGES if name not in OF_PROGRAMS])
def test_the_guide_names_only_keys_there_are(name: str) -> None:
    """A newcomer has the eight keys and those beside them, none of the letters of ``All keys``."""
    every = [key for place in (*SCREENS, *DIALOGS) for key in keys_of(place, Layout())]
    known = {one for key in every for one in key.shown.split()} | {str(n) for n in range(10)}
    # What a vote's own line names.
    known |= {"F2", "F4"}
    text = page(name).partition("With *All keys* each has a letter:")[0]
    told = re.findall(r"`([A-Za-z])`", text)
    if "concepts" in name or "first" in name:
        told += re.findall(r"(?:[Pp]ress|with|,) `([^`\s]{1,6})`", text)

    assert [key for key in told if key not in known] == []


def test_the_guide_to_a_first_session_takes_ten_minutes() -> None:
    assert len(page("docs/first-session.md").split()) <= 10 * READING


@pytest.mark.parametrize("name", [name for name in PAGES if "/concepts/" in name])
def test_a_concept_is_one_page(name: str) -> None:
    assert 100 <= len(page(name).split()) <= 600


def test_every_command_and_option_has_its_line() -> None:
    told = page("docs/commands.md")

    for name, command in fairsay.commands.items():
        assert f"| `fairsay {name}" in told
        for option in (param for param in command.params if isinstance(param, Option)):
            assert any(f"`{flag}" in told for flag in option.opts)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/mechanisms.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:[a-z]+/)+[\w.-]+\.[a-z0-9]+)`", page(name))

    assert [path for path in named if not (ROOT / path.replace("AREA", "parking")).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "docs/mechanisms.md"])
def test_every_class_that_is_named_is_there(name: str) -> None:
    named = set(re.findall(r"`([A-Z]\w*[a-z]\w*)[^`\n]*`", page(name)))
    classes = {
        node.name
        for source in imports.product().values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    }

    # `All keys` is a setting.
    assert named - classes == {"All"} & named


def test_no_word_has_two_lines_in_the_glossary() -> None:
    words = re.findall(r"^\| ([^|]+) \|", page("docs/glossary.md"), re.MULTILINE)[1:]

    assert words == sorted(set(words))
