"""What people take home: the same in every form, true, and safe to open."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from session.model.recap import Recap, RecapAction, RecapIdea, RecapTheme
from store.exports.registry import EVERY, FORMATS, export
from tests.store.recaps import AGREED, DRAFT, large, tables, text

ROOT = Path(__file__).parents[2]
SAID = "Draft: not yet read back and agreed by the group"


# ---- what it says ----


@pytest.mark.practice("P39")
@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_a_participant_reads_first_what_was_decided_and_who_does_what(form: str) -> None:
    shown = text(AGREED, form)

    order = [
        "What was decided",
        "Hot food on Thursdays.",
        "Who does what",
        "Votes",
        "Our ideas",
        "Parked for later",
        "Notes",
        "The agenda as it went",
        "Who was here",
        "What was decided without this group",
        "The budget was set before we met.",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.practice("P2")
@pytest.mark.practice("P3")
@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_it_says_who_decides_and_what_can_and_can_not_change(form: str) -> None:
    shown = text(AGREED, form)

    for words in ("Deciding together", "Opening hours", "The rent"):
        assert words in shown


@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
@pytest.mark.parametrize(
    "words",
    [
        "Monday 23 November 2026, from 10:00 to 12:04",
        "A reservation: ",
        "One day is too few for me.",
        "nobody yet",
        "21 dots, place 1",
        "14 dots, shared place 2",
        "9 hands, place 1",
        "17 papers were counted.",
        "Closed, not shown to the group.",
        "4 ideas in all. 2 ideas were taken out on the way.",
        "2 ideas",
        "0 ideas",
        "Slow cookers",
        "Seen differently: 1 idea",
        "Not sorted into a theme: 1 idea",
        "Carried over to another session",
        "20 minutes, 5 minutes added",
        "15 minutes, 5 minutes taken off",
        "under a minute",
        "2 minutes, then left out",
        "3 minutes so far",
        "not reached",
        "22 people came. 4 of them took part from elsewhere.",
        "2 people are in no role group.",
        "The clock was not seen for 4 minutes, up to 10:52.",
        "What we agreed",
        "Changed since it was agreed (version 2).",
        "Turns are counted by role group, never by person.",
        "integrated care board",
        "Explained in an earlier session",
        "Still to be explained",
        "3 may be photographed.",
        "19 of 22 agreed.",
    ],
)
def test_every_figure_has_its_unit_and_nothing_is_left_out(form: str, words: str) -> None:
    shown = re.sub(r"</?bdi>", "", text(AGREED, form))
    if form == "text":
        shown = " ".join(shown.split())

    assert words in shown


@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_what_is_empty_is_left_out_but_a_missing_decision_is_said(form: str) -> None:
    shown = text(Recap(session="s", title="A short talk"), form)

    assert "No decision was recorded." in shown
    assert "No action was recorded." in shown
    assert "Nobody was noted as here." in shown
    for heading in ("Votes", "Our ideas", "Parked", "Notes", "The agenda", "was for"):
        assert heading not in shown


def test_dots_and_hands_are_never_added_up() -> None:
    for form in ("markdown", "text", "html", "docx", "pdf"):
        shown = text(AGREED, form)
        assert "21 dots" in shown
        assert "9 hands" in shown
        assert not re.search(r"\b(30|18|15) (dots|hands)", shown)
    votes = tables(AGREED)["votes.csv"]
    assert [(v["count"], v["unit"]) for v in votes if v["choice"] == "Food"] == [
        ("21", "dots"),
        ("9", "hands"),
    ]


@pytest.mark.practice("P55")
@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_an_idea_stands_with_who_it_is_from_wherever_ideas_are_listed(form: str) -> None:
    def credited(by: str, merged_by: str) -> Recap:
        put_in = (RecapIdea("Broth", by=merged_by), RecapIdea("Stew", "A stew", by=merged_by))
        themes = (RecapTheme("A", "●", "Food", (RecapIdea("Soup", "", put_in, by=by),)),)
        return Recap("s", "A talk", themes=themes, contested=(RecapIdea("A lift", by=by),))

    def read(recap: Recap) -> str:
        plain = re.sub(r"</?bdi>|[\u2066-\u2069]", "", text(recap, form))
        return " ".join(plain.replace("\\", "").split())

    shown = read(credited("Wanda <b>*X*</b>", "Olu"))
    nobody = read(credited("", ""))

    wanda = {"html": "Wanda &lt;b&gt;*X*&lt;/b&gt;", "markdown": "Wanda &lt;b>*X*&lt;/b>"}
    assert shown.count(f"From {wanda.get(form, 'Wanda <b>*X*</b>')}") == 2
    assert "Together with: Broth, from Olu" in shown
    assert "Together with: Stew (first said as: A stew), from Olu" in shown
    assert "Together with: Broth" in nobody
    assert "from " not in nobody.partition("<body")[2 if form == "html" else 0].casefold()


@pytest.mark.practice("P55")
def test_tables_and_json_tell_who_an_idea_is_from() -> None:
    merged = (RecapIdea("Broth", by="=Olu"), RecapIdea("Stew"))
    recap = replace(AGREED, themes=(), contested=(), unthemed=(RecapIdea("Soup", "", merged),))
    recap = replace(recap, unthemed=(*recap.unthemed, RecapIdea("Bread", by="Wanda")))

    rows = [(row["idea"], row["from"]) for row in tables(recap)["ideas.csv"]]

    assert rows == [("Soup", ""), ("Broth", "'=Olu"), ("Stew", ""), ("Bread", "Wanda")]
    soup, bread = json.loads(text(recap, "json"))["unthemed"]
    assert (soup["by"], soup["merged"][0]["by"], bread["by"]) == ("", "=Olu", "Wanda")


# ---- draft or agreed ----


@pytest.mark.practice("P42")
@pytest.mark.parametrize(
    "recap",
    [
        DRAFT,
        replace(DRAFT, agreed=True),
        replace(DRAFT, agreed=True, not_coproduced="  "),
        replace(AGREED, agreed=False),
    ],
)
def test_until_agreed_and_answered_every_form_says_draft_at_the_top(recap: Recap) -> None:
    for form in ("markdown", "text", "html", "docx", "pdf", "json"):
        shown = text(recap, form)
        body = shown.partition("<body")[2] if form == "html" else shown
        assert "DRAFT" in body[:200]
        assert "not yet read back and agreed by the group" in body[:320]
        if form != "json":
            assert SAID in shown
    for name, rows in tables(recap).items():
        assert rows or name == "decisions.csv"
        assert {row["record"] for row in rows} == {SAID.replace("Draft", "DRAFT")}
    assert all(
        "draft" in FORMATS[form].render(recap)[0].name for form in ("markdown", "html", "docx")
    )


@pytest.mark.parametrize("form", FORMATS)
def test_an_agreed_recap_no_longer_says_draft(form: str) -> None:
    shown = text(AGREED, form)

    assert (
        "DRAFT"
        not in shown.replace("DRAFT_SIGN", "").partition("<body")[2 if form == "html" else 0]
    )
    assert SAID not in shown
    assert "agreed by the group" in shown


# ---- privacy ----


@pytest.mark.practice("P47")
@pytest.mark.parametrize("form", FORMATS)
def test_only_what_may_be_told_has_a_place(form: str) -> None:
    """Everything an export tells comes from a field of the recap, and none is about one person."""
    known = set(Recap.__struct_fields__)
    private = {
        "talk",
        "turns",
        "ballot",
        "votes",
        "consent",
        "access",
        "contact",
        "hours",
        "payment",
    }

    assert not known & private
    assert "dawn" not in text(replace(AGREED, names=(), actions=()), form).casefold()


# ---- the same bytes, soon ----


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_recap_gives_the_same_bytes(form: str) -> None:
    assert FORMATS[form].render(DRAFT) == FORMATS[form].render(DRAFT)


def test_the_same_recap_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = (
        "import hashlib, pathlib, sys\n"
        "from store.exports.registry import FORMATS, export\n"
        "from tests.store.recaps import tables, text, DRAFT\n"
        "for form in FORMATS:\n"
        "    target = pathlib.Path(sys.argv[1]) / (form + sys.argv[2])\n"
        "    export(DRAFT, form, target)\n"
        "    print(hashlib.sha256(target.read_bytes()).hexdigest())\n"
    )

    told = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path), seed],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Karachi"))
    ]

    assert told[0] == told[1]
    assert told[0].count("\n") == len(FORMATS)


def test_a_long_day_is_handed_out_in_well_under_three_seconds(tmp_path: Path) -> None:
    recap = large()
    start = time.process_time()

    for form in FORMATS:
        export(recap, form, tmp_path / form)

    assert time.process_time() - start < 1.5


@pytest.mark.long
@pytest.mark.parametrize("form", [*FORMATS, "pdf-short-large"])
def test_2_000_ideas_are_all_handed_out_and_the_first_side_stays_one(form: str) -> None:
    ideas = tuple(RecapIdea(f"Idea {n:04}, a warm place", id=f"i{n}") for n in range(2_000))
    themes = (RecapTheme("A", "●", "Warmth", ideas[:1_500]),)
    recap = replace(AGREED, themes=themes, unthemed=ideas[1_500:])

    start = time.process_time()
    files = EVERY[form].render(recap)
    taken = time.process_time() - start

    assert taken < 3
    told = text(recap, form) if form in FORMATS else ""
    if form in {"newsletter", "pdf-short-large"}:
        assert told.count("Idea ") < 20
    else:
        missing = [one.text for one in ideas if one.text not in told]
        assert missing == []
    if form == "pdf-short-large":
        with pikepdf.open(io.BytesIO(files[0].data)) as pdf:
            assert len(pdf.pages) == 1


@pytest.mark.parametrize("form", ["markdown", "text", "html", "docx", "pdf"])
def test_nobody_yet_never_stands_beside_a_text_that_names_somebody(form: str) -> None:
    actions = tuple(map(RecapAction, ("Mo sends the minutes", "Wait a mo")))
    shown = text(replace(AGREED, names=("Mo",), actions=actions), form)

    # Once on the first side, and once at length.
    assert shown.count("see the text") == 2
    assert shown.count("nobody yet") == 2
