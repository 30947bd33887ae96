"""A plan on paper: notes are on the facilitator's page alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from session.model.plan import Plan, PlanItem, PlanPerson
from store.exports.placing import ExportRefused
from store.exports.run_sheet import write_sheets
from tui.cli.main import main

PLAN = Plan(
    "Winter [/red] plans",
    (
        PlanItem("Welcome & tea", 10, focus="Who is here?", notes="Who: Priya\nPens: blue box"),
        PlanItem("Open talk", None),
    ),
    start="10:00",
    date="2026-12-03",
    goals=("Three ideas",),
    people=(PlanPerson("Zebediah"),),
)


def words(path: Path) -> str:
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in document.paragraphs), *cells])


def test_two_pages_are_written_and_only_one_has_notes(tmp_path: Path) -> None:
    written = write_sheets(PLAN, tmp_path, "winter")

    assert [path.name for path in written] == [
        "winter-run-sheet.pdf",
        "winter-run-sheet.docx",
        "winter-agenda.pdf",
        "winter-agenda.docx",
    ]
    for path in written:
        said = " ".join(words(path).split())
        assert "Welcome & tea" in said
        assert "10:00" in said
        assert "Who is here?" in said
        assert "Zebediah" not in said
        assert ("blue box" in said) == ("run-sheet" in path.name)
        if path.suffix == ".pdf":
            assert len(PdfReader(path).pages) == 1


def test_what_was_printed_before_stays(tmp_path: Path) -> None:
    first = write_sheets(PLAN, tmp_path, "winter")
    kept = first[0].read_bytes()

    second = write_sheets(PLAN, tmp_path, "winter")

    assert second[0].name == "winter-run-sheet-2.pdf"
    assert first[0].read_bytes() == kept


def test_the_command_prints_any_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "day.txt"
    plan.write_text("Our day\n10:00 Tea\n10:20 Talk\n11:00 End\n", "utf-8")

    assert main(["plan", str(plan), "--print", "-o", str(tmp_path)]) == 0

    lines = capsys.readouterr().out.split()
    assert Path(lines[0]).name == "day-run-sheet.pdf"
    assert "10:20" in words(Path(lines[2]))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused):
        write_sheets(PLAN, tmp_path / "none", "winter")
