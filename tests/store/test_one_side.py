"""The first side: in every form that people read, one page in PDF and Word, and in words a child of nine reads."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from session.erase.walk import STRUCK
from session.model.carried import Carried, CarriedAction, CarriedParked
from session.model.lifecycle import EndSession
from session.model.opening_closing import AddSummary, SetNextSession
from session.model.plan import Plan, PlanPerson
from session.model.recap import Recap, RecapAction, RecapDecision, RecapOutcome, RecapParked
from session.model.record import RecordDecision
from session.model.text import bare
from session.rules.carry_over import carried
from session.views import phone_build
from session.views.one_side import PASSED_ON, one_side
from session.views.recap import recap as made
from session.views.side import LARGE, NORMAL, Sheet
from session.views.still_open import with_left
from session.wording.catalogue import say
from session.wording.recap import WORDS
from store.exports.registry import EVERY, READING
from tests.session.table import PLAN, Table
from tests.store.office import converted, needs_office
from tests.store.opened import text_of
from tests.store.recaps import AGREED, DRAFT, HOSTILE, filled, laid_out, large

FULL = replace(
    large(),
    summary=("We want a warm place that is open when it is dark, and run it with two cooks.",) * 3,
    decisions=tuple(RecapDecision(f"Decision {n}: open later", ("Not I",)) for n in range(30)),
    actions=tuple(RecapAction(f"Ring the county about {n}", "Dawn", "Friday") for n in range(20)),
    outcomes=tuple(
        RecapOutcome(f"The lease {n}", state, "It runs on", f"{state}{n}", to="The county")
        for n in range(9)
        for state in ("cannot-change", PASSED_ON)
    ),
    next_session="2026-12-07",
    next_on="2026-12-07",
    next_at="10:00",
    next_until="12:00",
    next_place="Town hall, room 4",
    next_way="Bus 4 to the market",
    next_join="https://meet.example/hub",
)
FIXTURES = {"short": AGREED, "long": FULL, "draft": replace(FULL, agreed=False)}
FILLED = [pytest.param(filled(FULL, text), marks=laid_out(text)) for text in HOSTILE]
SHORT = [f"{form.name}-short" for form in READING]


def shown(recap: Recap, form: str) -> str:
    (file,) = EVERY[form].render(recap)
    return text_of(EVERY[form].suffix, file.data)


@pytest.mark.parametrize("form", [*SHORT, *(one.name for one in READING)])
def test_every_form_begins_with_the_side(form: str) -> None:
    told = shown(FULL, form)

    places = [told.find(words) for words in ("What mattered to us", "Who does what", "Town hall")]
    assert -1 not in places
    assert places == sorted(places)
    assert ("All of it, in full" in told) is (form not in SHORT)
    assert places[-1] < (told.find("All of it, in full") if form not in SHORT else len(told))


@pytest.mark.parametrize("size", ["", "-large"])
@pytest.mark.parametrize(
    "recap",
    [*FIXTURES.values(), *FILLED],
    ids=[*FIXTURES, *map(str, range(len(HOSTILE)))],
)
def test_the_side_is_one_page_of_pdf(recap: Recap, size: str) -> None:
    (file,) = EVERY[f"pdf-short{size}"].render(recap)

    with pikepdf.open(io.BytesIO(file.data)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.long
@needs_office
def test_the_side_is_one_page_of_word(tmp_path: Path) -> None:
    for name, recap in FIXTURES.items():
        for size in ("", "-large"):
            (file,) = EVERY[f"docx-short{size}"].render(recap)
            (tmp_path / f"{name}{size}.docx").write_bytes(file.data)

    converted(tmp_path, "pdf", *tmp_path.glob("*.docx"))

    pages = {}
    for path in tmp_path.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            pages[path.stem] = len(pdf.pages)
    assert pages == dict.fromkeys((f"{n}{s}" for n in FIXTURES for s in ("", "-large")), 1)


def test_what_is_open_from_before_stands_there_until_it_is_settled() -> None:
    before = Carried(
        sessions=1,
        actions=(
            CarriedAction("a", "Mend the ramp", "Dawn", "May"),
            CarriedAction("b", "Ask for soup"),
            CarriedAction("c", "Buy a lamp"),
        ),
        parked=(CarriedParked("p", "The bus", "in May"), CarriedParked("q", "The door")),
    )
    recap = replace(
        AGREED,
        outcomes=(
            RecapOutcome("Ask for soup", "done", id="b"),
            RecapOutcome("Buy a lamp", "under-way", "No money", "c"),
        ),
    )

    told = with_left(recap, before)

    assert [(one.text, one.state) for one in told.left] == [
        ("Mend the ramp", ""),
        ("Buy a lamp", "under-way"),
        ("The bus", ""),
        ("The door", ""),
    ]
    (left,) = (part for part in one_side(told).parts if part.key == "left")
    assert "Mend the ramp" in left.entries[0].text
    assert "Dawn; May" in re.sub("[\u2068\u2069]", "", left.entries[0].text)


def test_what_is_left_says_nobody_yet_only_of_an_action_that_names_nobody() -> None:
    named = RecapAction("Mo sends the minutes", by="May", id="a", named=True)
    actions = (named, RecapAction("Ring the council", by="May", id="b"))
    parking = (RecapParked("Who pays?", "", "next time", "parked", id="p"),)
    first = replace(AGREED, session="s-1", actions=actions, parking=parking, outcomes=())
    later = Recap(session="s-2", title="Second")

    (left,) = (
        part for part in one_side(with_left(later, carried([first]))).parts if part.key == "left"
    )

    assert [bare(one.text) for one in left.entries] == [
        "Mo sends the minutes (see the text; May)",
        "Ring the council (nobody yet; May)",
        "Who pays? (next time)",
    ]


def test_what_has_no_room_is_counted() -> None:
    parts = {part.key: part for part in one_side(FULL).parts}

    assert re.search(r"\(\d+ of 30\)", parts["decisions"].title)
    assert any(WORDS["side.long"] == one.text for one in parts["ask"].entries)
    assert all(part.entries for part in parts.values())


@pytest.mark.parametrize("sheet", [NORMAL, LARGE])
@pytest.mark.parametrize("words", [1, 8, 20, 60])
def test_a_part_without_room_for_anything_is_named(sheet: Sheet, words: int) -> None:
    text = " ".join(["word"] * words)
    recap = replace(
        FULL,
        summary=(text,) * 3,
        decisions=(RecapDecision(text, reservations=(text,)),) * 9,
        actions=(RecapAction(text),) * 9,
        outcomes=(
            RecapOutcome(text, "cannot-change", text, "c"),
            RecapOutcome(text, PASSED_ON, "", "p", to=text),
        ),
    )

    parts = {part.key: part for part in one_side(recap, sheet).parts}

    ask = " ".join(one.text for one in parts["ask"].entries)
    for key, title in (
        ("mattered", "side.mattered"),
        ("decisions", "recap.decisions"),
        ("actions", "recap.actions"),
        ("cannot", "side.cannot"),
        ("passed", "side.passed"),
    ):
        assert (key in parts) != (say(title) in ask), (key, ask)


def test_nothing_struck_stands_there() -> None:
    parts = one_side(replace(filled(FULL, STRUCK), stamp=FULL.stamp)).parts

    assert not [one for part in parts for one in part.entries if STRUCK in str(one)]


@pytest.mark.parametrize("recap", [DRAFT, Recap(session="s", title="")])
def test_a_draft_says_so_and_an_empty_session_has_a_side(recap: Recap) -> None:
    told = shown(recap, "text-short")

    assert "DRAFT" in told
    assert str(WORDS["side.ask_host"]) in told


def test_our_own_words_are_read_at_nine(capsys: pytest.CaptureFixture[str]) -> None:
    sentences = [str(words) for key, words in WORDS.items() if key.startswith("side.")]
    sentences += [say(f"recap.{key}") for key in ("decisions", "actions", "next")]
    text = [re.sub(r"\{\w+\}", "", one) for one in sentences]
    words = re.findall(r"[a-z']+", " ".join(text).casefold())
    ends = sum(len(re.findall(r"[.?!]+", one)) or 1 for one in text)

    # Flesch and Kincaid 1975: the grade of a school in the United States, which starts at five.
    grade = 0.39 * len(words) / ends + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    age = 5 + grade
    with capsys.disabled():
        sys.stdout.write(f"\nreading age of the first side: {age:.1f}\n")
    assert age <= 9


def syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith("le") and found > 1
    return max(1, found - silent)


@pytest.mark.parametrize("recap", [*FIXTURES.values(), *FILLED])
def test_the_newsletter_has_a_subject_and_at_most_200_words(recap: Recap) -> None:
    told = shown(recap, "newsletter")

    assert told.startswith("Subject: ")
    assert len([word for word in told.split() if word != "-"]) <= 200


def test_phones_show_the_side_first_after_the_end() -> None:
    table = Table()
    for command in (
        RecordDecision(text="Open on Sunday"),
        AddSummary(text="We want warmth"),
        SetNextSession("2027-03-16 10:00", place="Town hall"),
        EndSession(),
    ):
        table.do(command)

    (part,) = (part for part in phone_build.PARTS if part.key == "sofar")
    told = part.make(table.state, table.now())

    assert told.lines[1:3] == (("part", "What mattered to us"), ("line", "We want warmth"))
    assert ("part", "What was decided") in told.lines


_COLOURS = {"rg", "RG", "sc", "SC", "scn", "SCN", "g", "G", "k", "K"}


def drawn(pdf: pikepdf.Pdf, pages: slice) -> tuple[set[tuple[float, ...]], set[float]]:
    """Return the colours and the sizes of letters on pages of a PDF."""
    colours, sizes = set(), set()
    for page in pdf.pages[pages]:
        for one in pikepdf.parse_content_stream(page):
            if not isinstance(one, pikepdf.ContentStreamInstruction):
                continue
            if str(one.operator) in _COLOURS:
                colours.add(tuple(float(str(number)) for number in one.operands))
            elif str(one.operator) == "Tf":
                sizes.add(float(str(one.operands[1])))
    return colours, sizes


@pytest.mark.parametrize("form", ["pdf", "pdf-short", "pdf-large", "pdf-short-large"])
@pytest.mark.parametrize("recap", FIXTURES.values(), ids=FIXTURES)
def test_the_side_is_black_and_white_and_large_print_is_large(recap: Recap, form: str) -> None:
    (file,) = EVERY[form].render(recap)

    with pikepdf.open(io.BytesIO(file.data)) as pdf:
        colours, _ = drawn(pdf, slice(0, 1))
        _, sizes = drawn(pdf, slice(None))

    grey = {one for one in colours if len(set(one)) == 1}
    assert colours == grey
    assert colours
    if form.endswith("-large"):
        assert min(sizes) >= 18


def test_the_side_of_a_draft_is_black_and_white_in_word() -> None:
    from docx import Document

    (file,) = EVERY["docx-short"].render(DRAFT)
    document = Document(io.BytesIO(file.data))

    used = {one.style.name for one in document.paragraphs if one.style}
    colours = {str(document.styles[name].font.color.rgb) for name in used}
    runs = [run for one in document.sections[0].header.paragraphs for run in one.runs]
    colours |= {str(run.font.color.rgb) for run in runs}
    assert {one for one in colours if len({one[:2], one[2:4], one[4:]}) > 1} == set()
    fills = document.styles.element.xpath("w:style[w:name/@w:val='Title']//w:shd/@w:fill")
    assert set(fills) <= {"FFFFFF", "auto"}


def test_whom_to_ask_stands_there_whole_and_named_only_with_consent() -> None:
    contact = (
        "Priya Ann Featherstonehaugh-Cholmondeley at the front desk, on weekdays, 01632 960001"
    )
    plan = replace(PLAN, contact=contact, people=(PlanPerson("Dawn Okafor"),))

    def asked(plan: Plan, sheet: Sheet) -> str:
        told = made(Table(plan=plan).state)
        return " ".join(
            bare(one.text)
            for part in one_side(told, sheet).parts
            if part.key == "ask"
            for one in part.entries
        )

    for sheet in (NORMAL, LARGE):
        assert f"Ask {contact}." in asked(plan, sheet)
        assert "Dawn" not in asked(replace(plan, contact="Dawn Okafor, 01632 960002"), sheet)
        assert "someone" not in asked(replace(plan, contact="Dawn Okafor, 01632 960002"), sheet)
        assert "01632 960002" in asked(replace(plan, contact="Dawn Okafor, 01632 960002"), sheet)


@pytest.mark.parametrize(
    ("contact", "left"),
    [
        ("Dawn Okafor, +44 1632 960002", "+44 1632 960002"),
        ("The library and Dawn Okafor", "The library"),
        ("Dawn Okafor and the library", "the library"),
        ("the desk, Dawn Okafor and the library", "the desk and the library"),
        ("the desk, +44 1632 960002", "the desk, +44 1632 960002"),
        ("Dawn Okafor", "someone"),
    ],
)
def test_a_name_that_may_not_be_shown_leaves_the_rest_of_whom_to_ask_as_it_was(
    contact: str, left: str
) -> None:
    plan = replace(PLAN, contact=contact, people=(PlanPerson("Dawn Okafor"),))

    assert made(Table(plan=plan).state).whom_to_ask == left
