"""An agenda is read back the same from every form; what is none is refused with one clear sentence."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.exports.agenda import changed
from store.exports.registry import export
from store.faults import PlanFaults
from store.plans.read import Reading, parse_plan, read_bytes, read_text
from tests.store import plan_files
from tests.store.plan_files import FORMS, Rows, calendar, workbook
from tests.store.recaps import AGREED, DRAFT

_WORDS = st.sampled_from(
    [
        "Listening",
        "Sharing",
        "Choosing",
        "Übung",
        "Ćwiczenia",
        "Gweithdy",
        "Débat",
        "soup",
        "gardens",
        "winter",
        "ideas",
        "names",
        "together",
    ]
)
_TITLES = st.lists(_WORDS, min_size=2, max_size=4).map(" ".join)
ROWS = st.lists(
    st.tuples(_TITLES, st.integers(1, 40)), min_size=3, max_size=12, unique_by=lambda one: one[0]
)
SAMPLE: Rows = (("Sharing names", 10), ("Choosing soup", 25), ("Gweithdy", 15))


def pairs(read: Reading) -> list[tuple[str, int | None]]:
    return [(one.title, one.minutes) for one in read.understood.items]


def refused(data: bytes, name: str) -> str:
    """Return why this is no plan, whichever way that is said."""
    with pytest.raises(PlanFaults) as told:
        parse_plan(data, name)
    return str(told.value)


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(PlanFaults) as told:
        read_bytes(data, name)
    return str(told.value)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_an_agenda_reads_back_the_same_from_every_form(name: str, rows: Rows) -> None:
    read = read_bytes(FORMS[name](rows), name)

    assert read.understood.good, read.understood.doubt
    assert pairs(read) == list(rows)
    assert not read.understood.left_out


@pytest.mark.parametrize("name", FORMS)
def test_two_hundred_rows_are_read_in_time_once_the_library_is_there(name: str) -> None:
    rows = [(f"Sharing {n} names", 2) for n in range(200)]
    data = FORMS[name](rows)
    read_bytes(FORMS[name](SAMPLE), name)

    begun = time.process_time()
    read = read_bytes(data, name)
    took = time.process_time() - begun

    assert len(read.understood.items) == 200
    assert took < 0.9, f"{took:.2f} s; 0.3 s on an idle machine"


# Our own exports


@pytest.mark.parametrize("recap", [AGREED, DRAFT])
@pytest.mark.parametrize("form", ["markdown", "docx", "html", "csv"])
def test_our_own_exports_come_back_as_an_agenda(recap: object, form: str, tmp_path: Path) -> None:
    written = export(recap, form, tmp_path)  # type: ignore[arg-type]  # both are recaps
    path = next(path for path in written if form != "csv" or path.name.endswith("-agenda.csv"))

    read = read_bytes(path.read_bytes(), path.name)

    assert read.understood.good
    kept = [one for one in AGREED.agenda if form == "csv" or changed(one)]
    assert pairs(read) == [(one.title, one.planned_min) for one in kept]
    assert not any(one.notes for one in read.understood.items)


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_recap_without_a_table_is_no_plan(form: str, tmp_path: Path) -> None:
    (path,) = export(AGREED, form, tmp_path)

    said = refused(path.read_bytes(), path.name)

    assert "is a recap" in said or "data for programs" in said


# What is no plan


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("prose.txt", "We would like to meet again, because many said the hub is cold in winter.\nLast year forty people came and most of them wanted soup.\n", "No item"),
        ("prose.md", "# Report\n\nThe council met in May, and nobody from the valley was there to hear it.\n", "No item"),
        ("names.txt", "Maureen Pugh\nDai Hughes\nAnna van den Berg\n", "list of names"),
        ("names.txt", "Friends\n\n- Maureen\n- Dai\n- Mo\n", "list of names"),
        ("dashes.md", "---\n|---|---|\n=====\n", "nothing in it"),
        ("dashes.csv", "---,---\n---,---\n", "No item"),
        ("page.html", "<html><body><p>We are a charity which has worked in the valley since 1984, and we love it.</p></body></html>", "No item"),
        ("times.csv", "Time,Activity\nmorning,Welcome\nafternoon,Ideas\n", "No time could be read in the column “Time”"),
        ("many.txt", "Plan\n" + "5 Item\n" * 500, "It has 500 items, and a plan has 200 at most."),
    ],
)  # fmt: skip
def test_what_is_no_plan_is_not_called_good(name: str, text: str, why: str) -> None:
    found = read_bytes(text.encode(), name).understood

    assert not found.good
    assert why in found.doubt


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7\n...", "a.pdf", "this is a PDF"),
        (b"{\\rtf1 hello}", "a.rtf", "save it as Word (.docx)"),
        (b"\xff\xd8\xff\xe0....", "a.jpg", "this is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc", "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "locked with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "this file is damaged"),
        (b"PK\x03\x04 broken", "a.docx", "this file is damaged"),
        (b"x" * 20_000_000, "a.txt", "too large for a plan"),
        (b"PK" + b"x" * 20_000_000, "a.xlsx", "too large for a plan"),
        (b'{"title": "x"}', "a.json", "data for programs"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:never\nEND:VCALENDAR", "a.ics", "this file is damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_leads_on(data: bytes, name: str, said: str) -> None:
    told = refusal(data, name)

    assert said in told
    assert told.count("\n") == 0


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"word/document.xml": b"0" * 60_000_000}, "unpack to more than 50 MB or 2,000 parts"),
        ({f"xl/workbook{n}.xml": b"" for n in range(2001)}, "unpack to more than 50 MB"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "OpenDocument text"),
        ({"notes.txt": b"hello"}, "this is an archive"),
        ({"word/document.xml": b"<no>"}, "this file is damaged"),
        ({"xl/workbook.xml": b"<no>"}, "this file is damaged"),
    ],
)
def test_archives_are_looked_at_before_a_library_sees_them(
    files: dict[str, bytes], said: str
) -> None:
    assert said in refusal(packed(files), "a.bin")


# Sheets


def test_times_that_are_numbers_are_times() -> None:
    rows = [("Start", "Topic"), (10.75 / 24, "Sharing"), (11 / 24, "Choosing"), (0.5, "End")]

    read = read_bytes(workbook({"Plan": rows}), "a.xlsx")

    assert read.understood.start == "10:45"
    assert pairs(read) == [("Sharing", 15), ("Choosing", 60)]


def test_of_forty_sheets_the_one_with_an_agenda_is_read() -> None:
    sheets: dict[str, list[tuple[object, ...]]] = {
        f"Budget {n}": [("Cost", "Who"), (17, "Ann")] for n in range(39)
    }
    sheets["Plan"] = [("Our big day",), (), ("Topic", "Minutes"), *SAMPLE]

    read = read_bytes(workbook(sheets), "a.xlsx")

    assert read.understood.title == "Our big day"
    assert pairs(read) == list(SAMPLE)


def test_several_sheets_with_an_agenda_ask_which() -> None:
    sheets = {name: [("Topic", "Minutes"), *SAMPLE] for name in ("Morning", "Evening")}

    asked = read_bytes(workbook(sheets), "a.xlsx")
    chosen = read_bytes(workbook(sheets), "a.xlsx", "Evening")

    assert asked.plan is None
    assert asked.understood.parts == ("Morning", "Evening")
    assert "2 sheets with an agenda: Morning, Evening" in asked.understood.doubt
    assert pairs(chosen) == list(SAMPLE)


def test_formulas_and_a_heading_that_stands_twice_do_no_harm() -> None:
    text = "Topic\tMinutes\n=1+1\t5\nTopic\tMinutes\n@SUM(A1)\t10\nTotal\t15\n"

    assert pairs(read_text(text)) == [("=1+1", 5), ("@SUM(A1)", 10)]


# Calendars


def test_a_calendar_of_two_days_asks_which() -> None:
    first, second = calendar(SAMPLE, "20261203"), calendar(SAMPLE[:2], "20261204")
    both = first.replace(b"END:VCALENDAR\r\n", b"") + second[second.index(b"BEGIN:VEVENT") :]

    asked = read_bytes(both, "a.ics")
    chosen = read_bytes(both, "a.ics", "2026-12-04")

    assert asked.understood.parts == ("2026-12-03", "2026-12-04")
    assert "2 days with appointments" in asked.understood.doubt
    assert pairs(chosen) == list(SAMPLE[:2])
    assert chosen.plan
    assert chosen.plan.date == "2026-12-04"


def test_a_calendar_of_a_year_is_no_plan() -> None:
    days = [
        calendar(SAMPLE, f"2026{month:02}{day:02}")
        for month in range(1, 13)
        for day in range(1, 28, 3)
    ]
    events = b"".join(one[one.index(b"BEGIN:VEVENT") : one.index(b"END:VCALENDAR")] for one in days)

    found = read_bytes(b"BEGIN:VCALENDAR\r\n" + events + b"END:VCALENDAR\r\n", "a.ics").understood

    assert not found.good
    assert "108 days with appointments" in found.doubt


def test_times_of_another_place_stay_as_they_are_written_there() -> None:
    read = read_bytes(calendar(SAMPLE, zone=";TZID=America/New_York"), "a.ics")

    assert read.understood.start == "10:00"
    assert [one.starts_at for one in read.understood.items] == ["10:00", "10:10", "10:35"]


def test_whole_days_and_repeats_are_told() -> None:
    data = calendar(SAMPLE[:1]).replace(b"SUMMARY", b"RRULE:FREQ=WEEKLY\r\nSUMMARY")
    holiday = b"BEGIN:VEVENT\r\nUID:h\r\nDTSTART;VALUE=DATE:20261203\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\nEND:VCALENDAR"

    found = read_bytes(data.replace(b"END:VCALENDAR", holiday), "a.ics").understood

    assert found.items[0].notes == "Repeats; only its first day is read."
    assert [one.why for one in found.left_out] == ["1 appointment has no time of day"]


# Several agendas, tables in prose


def test_two_agendas_in_one_file_ask_which() -> None:
    text = "# Day 1\n10:00 Sharing\n10:30 Choosing\n11:30 End\n\n# Day 2\n9:30 Coffee\n10:00 Deciding\n12:00 End\n"

    asked = read_text(text, "plan.md")
    chosen = read_text(text, "plan.md", "Day 2")

    assert asked.understood.parts == ("Day 1", "Day 2")
    assert pairs(chosen) == [("Coffee", 30), ("Deciding", 120)]


def test_morning_and_afternoon_are_one_agenda() -> None:
    text = "# Plan\n## Morning\n9:00 Sharing\n11:00 Break\n## Afternoon\n1:00 Choosing\n2:00 End\n"

    assert pairs(read_text(text, "plan.md")) == [("Sharing", 120), ("Break", 120), ("Choosing", 60)]


def test_a_table_in_the_middle_of_prose_is_the_agenda() -> None:
    table = "| Topic | Minutes |\n|---|---|\n| Sharing | 10 |\n| Choosing | 20 |\n"
    text = f"# Our day\n\nThis is how we plan to spend the day together.\n\n{table}\nBring cake, please.\n"

    read = read_text(text, "plan.md")

    assert read.understood.title == "Our day"
    assert pairs(read) == [("Sharing", 10), ("Choosing", 20)]
    assert [one.line for one in read.understood.left_out] == [3, 10]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_rubbish_is_never_worse_than_a_refusal(text: str) -> None:
    try:
        read = read_text(text)
    except PlanFaults:
        return
    assert all(
        one.title and (one.minutes is None or 1 <= one.minutes <= 480)
        for one in read.understood.items
    )


def test_every_form_is_tried() -> None:
    endings = {name.rsplit(".", 1)[1] for name in plan_files.FORMS}

    assert endings == {"txt", "md", "csv", "tsv", "html", "docx", "xlsx", "ics", "toml"}
