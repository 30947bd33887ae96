"""Reads spreadsheets (.xlsx, .xls, .ods) as tables of text: each sheet that is not empty."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from session.plan.reading.document import MOST_ROWS, Grid, Row
from store.plans.forms import refused

_MOST_COLUMNS = 60


def sheets(data: bytes, file: str) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, except hidden ones. Raises PlanFaults."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    found = []
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible or about.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            above = sheet.start[0] if sheet.start else 0
            cells = sheet.to_python(nrows=MOST_ROWS)
            skipped = 0 if len(cells) > above or not above else above
            rows = tuple(
                Row(n + skipped, tuple(map(_text, row[:_MOST_COLUMNS])))
                for n, row in enumerate(cells, start=1)
                if any(value not in {"", None} for value in row)
            )
            if rows:
                found.append(Grid(rows, about.name))
    # The library's own exceptions, and those caused by a damaged file.
    except (CalamineError, ValueError, OSError, KeyError, IndexError, OverflowError) as error:
        raise refused(file, "broken") from error
    return tuple(found)


def _text(value: object) -> str:
    """Return a cell as it would be typed: times and lengths as "9:30", integers without a decimal point."""
    match value:
        case bool():
            return ""
        case dt.datetime():
            return f"{value:%H:%M}" if value.year < 1901 else _moment(value)
        case dt.date():
            return value.isoformat()
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case float() if value.is_integer():
            return str(int(value))
        case float() if 0 < value < 1:
            return f"{value:.10f}"
        case _:
            return str(value).strip()


def _moment(value: dt.datetime) -> str:
    return f"{value:%H:%M}" if value.time() != dt.time() else value.date().isoformat()
