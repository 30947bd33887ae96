"""Detects the format of a file by its content; an unreadable format gets advice on a readable one."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from session.model.plan import Plan
from session.plan.understood import Understood
from session.wording.catalogue import say
from store.faults import Fault, PlanFaults

if TYPE_CHECKING:
    import zipfile

Form = Literal["toml", "text", "cells", "html", "calendar", "sheet", "word"]


class Reading(Struct, frozen=True):
    """The result of reading: what was parsed, and the plan made from it (``None`` without items)."""

    understood: Understood
    plan: Plan | None = None
    form: Form = "text"


MOST_BYTES = 1_000_000
"""Far above the longest agenda as text; a larger file is something else."""
MOST_OFFICE_BYTES = 15_000_000
"""Office documents contain images and styles."""
_MOST_UNPACKED = 50_000_000
_MOST_MEMBERS = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_TOML_LINE = re.compile(
    r"^[ \t]*(\[\[?[ \t]*(?:agenda|people|wifi|hoped_for)[ \t]*\]\]?[ \t]*(#.*)?$|[A-Za-z_]+[ \t]*=)",
    re.MULTILINE,
)
_TOML_HEADING = re.compile(r"^[ \t]*\[\[[ \t]*agenda[ \t]*\]\]", re.MULTILINE)
_DATA = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\"]|<\?xml|<svg|BEGIN:VCARD|%!PS|#!/)", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|ul|ol|h[1-6]|p|meta|article|section)\b",
    re.IGNORECASE | re.DOTALL,
)


def refused(file: str, key: str, **words: str | int) -> PlanFaults:
    """Return the refusal of a whole file, with the wording of ``plan.form.KEY``."""
    return PlanFaults(
        [Fault(file, 0, say(f"plan.form.{key}", **words), say(f"plan.form.{key}.instead"))]
    )


def office_form(data: bytes, file: str) -> Form | None:
    """Return the format of a binary file; ``None`` for text. Raises PlanFaults."""
    ending = PurePath(file).suffix.casefold()
    head = data[:2000].lstrip()
    for begins, key in ((b"%PDF", "pdf"), (b"{\\rtf", "rtf")):
        if head.startswith(begins):
            raise refused(file, key)
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise refused(file, "image")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refused(file, "locked")
        if _WORD in data:
            raise refused(file, "doc")
        return "sheet"
    if data.startswith(b"PK"):
        return _zipped(data, file, ending)
    return None


def _zipped(data: bytes, file: str, ending: str) -> Form:
    """Return the format of a zip file, without unpacking a zip bomb. Raises PlanFaults."""
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
            kind = (
                packed.read("mimetype").decode("ascii", "replace")
                if _small(packed, "mimetype")
                else ""
            )
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise refused(file, "broken") from error
    if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise refused(file, "bomb")
    if any(one.flag_bits & 1 for one in members):
        raise refused(file, "locked")
    names = {one.filename for one in members}
    if "word/document.xml" in names:
        return "word"
    if any(name.startswith("xl/workbook") for name in names) or "opendocument.spreadsheet" in kind:
        return "sheet"
    if "opendocument.text" in kind or ending == ".odt":
        raise refused(file, "odt")
    raise refused(file, "pages" if ending in {".pages", ".numbers"} else "zip")


def _small(packed: zipfile.ZipFile, name: str) -> bool:
    return name in packed.namelist() and packed.getinfo(name).file_size < 200


def text_form(file: str, text: str) -> Form:
    """Return the format of a text: by its beginning, then by the file name, then by its lines."""
    ending = PurePath(file).suffix.casefold()
    if ending == ".toml" or _TOML_HEADING.search(text):
        return "toml"
    if _DATA.match(text):
        raise refused(file, "data")
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR") or ending == ".ics":
        return "calendar"
    if ending in {".html", ".htm"} or _HTML.match(text):
        return "html"
    if ending in {".csv", ".tsv"}:
        return "cells"
    if ending not in {".txt", ".md", ".text", ".markdown"} and file and _TOML_LINE.search(text):
        return "toml"
    return "text"
