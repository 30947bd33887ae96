"""One table of a plan file: reads its values by type, and records a fault for each invalid one."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from session.model.plan import Plan, PlanItem, PlanPerson, Wifi
from session.model.text import LINE_LIMIT, clean, short
from store.faults import Fault
from store.toml_lines import Path

LIST_LIMIT = 200

KEYS: dict[str, tuple[str, ...]] = {
    "": Plan.__struct_fields__,
    "agenda": PlanItem.__struct_fields__,
    "people": PlanPerson.__struct_fields__,
    "wifi": Wifi.__struct_fields__,
}
"""Every key of a plan, by its table; the plan's own under ``""``."""

# Common synonyms, with the keys they mean.
_OTHER_WORDS = {
    "name": "title",
    "duration": "minutes",
    "length": "minutes",
    "mins": "minutes",
    "type": "kind",
    "items": "agenda",
    "item": "agenda",
    "participants": "people",
    "link": "meeting_link",
    "url": "meeting_link",
    "roles": "role",
    "time": "start",
    "aim": "purpose",
    "aims": "goals",
    "online": "remote",
    "warning": "content_note",
}
# The name of each type in error messages.
_TYPES = [
    (bool, "true or false"),
    (str, "text"),
    (int | float, "a number"),
    (list, "a list"),
    (dict, "a table"),
    (dt.date | dt.time, "a date or time"),
]


class Table:
    """The values under one heading, each with its line; ``faults`` is shared by the whole file."""

    def __init__(
        self,
        values: dict[str, Any],
        where: Path,
        lines: dict[Path, int],
        file: str,
        faults: list[Fault],
        *,
        partly: bool = False,
    ) -> None:
        self.values = values
        self.where = where
        self.lines = lines
        self.file = file
        self.faults = faults
        self.partly = partly

    def line(self, key: str) -> int:
        return self._line((*self.where, key))

    def fault(self, key: str, wrong: str, instead: str) -> None:
        self.fault_at((key,), wrong, instead)

    def fault_at(self, inside: Path, wrong: str, instead: str) -> None:
        line = self._line(self.where + inside)
        self.faults.append(Fault(self.file, line, wrong, instead))

    def missing(self, key: str, wrong: str, instead: str) -> None:
        """Record a missing value, unless it may be on an unreadable line."""
        if not self.partly:
            self.fault(key, wrong, instead)

    def only(self, known: Sequence[str]) -> None:
        """Record each key that is not one of ``known``, with the most likely alternative."""
        for key in self.values:
            if key in known:
                continue
            name = shown(clean(key))
            near = get_close_matches(key.casefold(), known, n=1, cutoff=0.6)
            other = _OTHER_WORDS.get(key.casefold())
            if self.where and key in KEYS[""]:
                wrong = f"{name} belongs to the whole session"
                instead = "move it above the first heading in square brackets"
            elif near or other in known:
                wrong, instead = f"there is no key {name}", f"write {near[0] if near else other}"
            else:
                wrong = f"there is no key {name}"
                instead = f"remove it, or use one of: {', '.join(known)}"
            self.fault(key, wrong, instead)

    def text(
        self,
        key: str,
        limit: int = LINE_LIMIT,
        *,
        required: bool = False,
        exact: bool = False,
        lines: bool = False,
    ) -> str:
        """Return a cleaned text, or ``""``.

        ``exact`` keeps white space, and allows no controls; ``lines`` keeps line ends.
        """
        if key not in self.values:
            if required:
                what = f'add a line such as {key} = "…"'
                self.missing(key, f"{self._own(key)} is missing", what)
            return ""
        value = self.values[key]
        if not isinstance(value, str):
            self._wrong_type((key,), value, f'write text between quotes, as in {key} = "…"')
            return ""
        if exact and any(unicodedata.category(c) in {"Cc", "Cs"} for c in value):
            self.fault(key, f"{key} holds a character that can't be typed", "write it out again")
        return self._short_enough(
            (key,), value if exact else _whole(value, lines=lines), limit, required
        )

    def texts(self, key: str, limit: int = LINE_LIMIT) -> tuple[str, ...]:
        """Return a list of cleaned texts without empty ones."""
        written = self.values.get(key, [])
        if not isinstance(written, list):
            self._wrong_type((key,), written, f'write a list, as in {key} = ["one", "two"]')
            return ()
        self._few_enough(key, written, LIST_LIMIT)
        found = []
        for index, value in enumerate(written[:LIST_LIMIT]):
            if isinstance(value, str):
                found.append(self._short_enough((key, index), _whole(value), limit, True))
            else:
                self._wrong_type((key, index), value, "write each entry between quotes")
        return tuple(filter(None, found))

    def whole(self, key: str, least: int, most: int, otherwise: str) -> int | None:
        """Return an integer within bounds, or ``None`` if it is missing or invalid."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(
            key,
            f"{short(_whole(key))} is {shown(value)}",
            f"write a whole number from {least} to {most}, or {otherwise}",
        )
        return None

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(key, f"{key} is {shown(value)}", "write true or false, without quotes")
        return default

    def table(self, key: str, example: str) -> Table | None:
        value = self.values.get(key)
        if isinstance(value, dict):
            return self._inside(value, (key,))
        if value is not None:
            self._wrong_type((key,), value, example)
        return None

    def tables(self, key: str, most: int) -> list[Table]:
        """Return the tables of a ``[[key]]`` list, at most ``most`` of them."""
        written = self.values.get(key, [])
        if not isinstance(written, list):
            self._wrong_type((key,), written, f"write a line [[{key}]] above each")
            return []
        self._few_enough(key, written, most)
        found = []
        for index, value in enumerate(written[:most]):
            if isinstance(value, dict):
                found.append(self._inside(value, (key, index)))
            else:
                self._wrong_type((key, index), value, f"write a line [[{key}]] above each")
        return found

    def _inside(self, values: dict[str, Any], inside: Path) -> Table:
        where = self.where + inside
        return Table(values, where, self.lines, self.file, self.faults, partly=self.partly)

    def _line(self, path: Path) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _own(self, key: str) -> str:
        owner = {"agenda": "of this item ", "people": "of this person ", "wifi": "of the Wi-Fi "}
        return f"the {key} {owner.get(str(self.where[0]), '') if self.where else ''}".rstrip()

    def _wrong_type(self, inside: Path, value: object, instead: str) -> None:
        name = next((said for kind, said in _TYPES if isinstance(value, kind)), "something else")
        key = inside[0] if len(inside) == 1 else f"an entry of {inside[0]}"
        self.fault_at(inside, f"{key} is {name}", instead)

    def _short_enough(self, inside: Path, text: str, limit: int, required: bool) -> str:
        if not text and required:
            self.fault_at(
                inside,
                f"{inside[0]} is empty"
                if len(inside) == 1
                else f"an entry of {inside[0]} is empty",
                f"write a {inside[0]}" if len(inside) == 1 else "remove it",
            )
        if len(text) > limit:
            self.fault_at(
                inside,
                f"{inside[0]} has {len(text):,} characters, and {limit:,} is the most",
                "shorten it",
            )
        return text

    def _few_enough(self, key: str, written: list[Any], most: int) -> None:
        if len(written) > most:
            self.fault_at(
                (key, most),
                f"{key} has {len(written):,} entries, and {most:,} is the most",
                "remove some",
            )


def shown(value: object) -> str:
    """Return a value formatted for use within a sentence: short, cleaned and on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{short(_whole(value))}”"
    if isinstance(value, int) and abs(value) >= 10**12:
        return "a very large number"
    if isinstance(value, int | float | dt.date | dt.time):
        return str(value)
    return next((said for kind, said in _TYPES if isinstance(value, kind)), "something else")


def singular(role: str) -> str:
    """Return a role group in lower case and singular, so that “Researchers” matches “researcher”."""
    return role.casefold().removesuffix("s")


def _whole(text: str, *, lines: bool = False) -> str:
    """Clean without truncating, so that a text that is too long is reported rather than shortened."""
    return clean(text, max(len(text), LINE_LIMIT), lines=lines)
