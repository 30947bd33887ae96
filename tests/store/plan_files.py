"""One agenda written in each form that people bring, so that it can be read again."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from xml.sax.saxutils import escape as xml

Rows = Sequence[tuple[str, int]]
"""A title and its minutes."""


def text(rows: Rows) -> bytes:
    return ("Our day\n\n" + "\n".join(f"{n} {title}" for title, n in rows)).encode()


def brackets(rows: Rows) -> bytes:
    return ("Our day\n\n" + "\n".join(f"{title} ({n} mins)" for title, n in rows)).encode()


def numbered(rows: Rows) -> bytes:
    lines = (f"{k}. {title} - {n} min" for k, (title, n) in enumerate(rows, 1))
    return ("Our day\n" + "\n".join(lines)).encode()


def points(rows: Rows) -> bytes:
    return ("# Our day\n\n" + "\n".join(f"- {title} ({n} min)" for title, n in rows)).encode()


def clock(rows: Rows) -> bytes:
    at, lines = 600, []
    for title, n in rows:
        lines.append(f"{_at(at)}–{_at(at + n)} {title}")
        at += n
    return ("Our day\n" + "\n".join(lines)).encode()


def md_table(rows: Rows) -> bytes:
    body = "\n".join(f"| {title} | {n} |" for title, n in rows)
    return f"# Our day\n\n| Topic | Minutes |\n|---|---|\n{body}\n".encode()


def delimited(mark: str) -> Callable[[Rows], bytes]:
    def written(rows: Rows) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=mark)
        writer.writerows([("Topic", "Minutes"), *rows])
        return out.getvalue().encode("utf-8-sig")

    return written


def page(rows: Rows) -> bytes:
    body = "".join(f"<tr><td>{escape(title)}</td><td>{n}</td></tr>" for title, n in rows)
    head = "<tr><th>Topic</th><th>Minutes</th></tr>"
    return f"<html><body><h1>Our day</h1><table>{head}{body}</table></body></html>".encode()


def word(rows: Rows) -> bytes:
    from docx import Document

    made = Document()
    made.add_heading("Our day", 0)
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Topic", "Minutes"
    for title, n in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = title, str(n)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def word_list(rows: Rows) -> bytes:
    from docx import Document

    made = Document()
    made.add_heading("Our day", 1)
    for title, n in rows:
        made.add_paragraph(f"{title} ({n} min)", style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def sheet(rows: Rows) -> bytes:
    return workbook({"Plan": [("Topic", "Minutes"), *rows]})


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an .xlsx of the fewest parts that programs read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        parts = range(1, len(sheets) + 1)
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r" Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        names = "".join(
            f'<sheet name="{xml(name)}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in zip(parts, sheets, strict=True)
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>{names}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{_DOC}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in parts
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELS}">{links}</Relationships>'
        )
        for n, rows in zip(parts, sheets.values(), strict=True):
            body = "".join(_row(k, row) for k, row in enumerate(rows, 1))
            packed.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return out.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _row(n: int, row: Sequence[object]) -> str:
    cells = []
    for place, value in enumerate(row):
        at = f"{chr(65 + place)}{n}"
        if isinstance(value, int | float):
            cells.append(f'<c r="{at}"><v>{value}</v></c>')
        elif value:
            cells.append(
                f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{xml(str(value))}</t></is></c>'
            )
    return f'<row r="{n}">{"".join(cells)}</row>'


def calendar(rows: Rows, day: str = "20261203", zone: str = "") -> bytes:
    at, lines = 600, ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "X-WR-CALNAME:Our day"]
    for k, (title, n) in enumerate(rows):
        named = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day}-{k}",
            f"DTSTART{zone}:{day}T{_at(at).replace(':', '')}00",
            f"DTEND{zone}:{day}T{_at(at + n).replace(':', '')}00",
            f"SUMMARY:{named}",
            "END:VEVENT",
        ]
        at += n
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def toml(rows: Rows) -> bytes:
    from session.model.plan import Plan, PlanItem
    from store.plans.write import plan_toml

    return plan_toml(Plan("Our day", tuple(PlanItem(title, n) for title, n in rows)))


def _at(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "day.txt": text,
    "brackets.txt": brackets,
    "numbered.txt": numbered,
    "points.md": points,
    "clock.txt": clock,
    "table.md": md_table,
    "comma.csv": delimited(","),
    "semicolon.csv": delimited(";"),
    "tabs.tsv": delimited("\t"),
    "page.html": page,
    "word.docx": word,
    "list.docx": word_list,
    "sheet.xlsx": sheet,
    "day.ics": calendar,
    "plan.toml": toml,
}
