"""Parses lengths and times of day, at the beginning or end of a line or alone in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from session.model.folding import folded
from session.model.plan import MOST_MINUTES
from session.model.time_of_day import DAY_MIN
from session.plan.reading.words import choice

_KEPT = 1024
"""Number of cached cells: each is parsed several times."""
_DASH = r"[-‐‑‒–—―−]"
_FOLD = re.compile(r"[^\x00-\x7f]")
_HALVES = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75"})


@dataclass(frozen=True)
class Clock:
    """One time of day in minutes; ``half``: "am", "pm", or "" if missing; ``padded``: "09:00"."""

    at: int
    half: str = ""
    padded: bool = False


@dataclass(frozen=True)
class When:
    """The times in a text: length, begin and end; ``typed`` keeps a vague length as written."""

    minutes: int | None = None
    start: Clock | None = None
    end: Clock | None = None
    typed: str = ""

    def __bool__(self) -> bool:
        return self.minutes is not None or self.start is not None or self.end is not None

    def joined(self, other: When) -> When:
        """Merge both; values of this one take precedence."""
        return When(
            self.minutes if self.minutes is not None else other.minutes,
            self.start or other.start,
            self.end or other.end,
            self.typed or other.typed,
        )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    minute, hour = f"(?:{choice('minute')})", f"(?:{choice('hour')})"
    n = r"(\d{1,5}(?:[.,]\d{1,2})?|[.]\d{1,2})"
    lengths = {
        "both": rf"{n}\s*{hour}\.?\s*(?:and|und|et|y|i|a)?\s*(\d{{1,2}})(?:\s*(?:{minute}))?\.?(?![\w.:])",
        "hours": rf"{n}\s*{hour}\.?(?![\w:])",
        "range": rf"(\d{{1,3}})\s*(?:{minute})?\s*{_DASH}\s*(\d{{1,3}})\s*(?:{minute}\b\.?|['’′´])(?!\w)",
        "minutes": rf"(\d{{1,5}}(?:[.,]5)?)\s*(?:{minute}\b\.?|['’′´](?!\w))",
    }
    half = r"\s*([ap])\.?\s?m\b\.?"
    # "10:00", "10.30", "9h30", "10:45:00"; a bare hour needs am, pm, h or a word for the clock.
    uhr = rf"(?:\s*(?:{choice('clock')})\b)"
    at = (
        rf"(?:(?P<{{x}}h>\d{{{{1,2}}}})(?:[:.h]|\s?h\s?)(?P<{{x}}m>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?![\d]|[.,:]\d)"
        rf"(?:\s*(?P<{{x}}half>[ap])\.?\s?m\b\.?)?{uhr}?(?:\s*\((?:cet|gmt|bst|utc)\))?"
        rf"|(?P<{{x}}h2>\d{{{{1,2}}}})\s*(?P<{{x}}half2>[ap])\.?\s?m\b\.?"
        rf"|(?P<{{x}}h3>\d{{{{1,2}}}})(?:{uhr}|\s?h\b)"
        rf"|(?P<{{x}}noon>(?:12\s+)?(?:{choice('noon')})\b))"
    )
    to = rf"(?:\s*{_DASH}+>?\s*|\s*→\s*|\s+(?:{choice('to')})\s+)"
    start, end = at.format(x="s"), at.format(x="e")
    # In a range the first hour may depend on the second: "9-10am", "9 – 10:15".
    bare = rf"(?P<bare>\d{{1,2}})(?=\s*{_DASH}\s*\d{{1,2}}(?:[:.h][0-5]\d|\s*[ap]\.?m\b)|\s+(?:{choice('to')})\s+\d{{1,2}}(?:[:.h][0-5]\d|\s*[ap]\.?m\b))"
    lead = rf"(?:(?:{choice('from')})\s+)?"
    found = {
        **lengths,
        "clocks": rf"{lead}(?:{start}|{bare})(?:{to}{end})?",
        "lone_end": rf"(?:{choice('to')}|{_DASH})\s+{end}",
        "half": half,
    }
    return {key: re.compile(pattern) for key, pattern in found.items()}


def _fold(text: str) -> str:
    """Return a text folded letter by letter, so that offsets stay valid."""

    def one(found: re.Match[str]) -> str:
        said = folded(found[0])
        return said if len(said) == 1 else found[0]

    return _FOLD.sub(one, text.lower() if len(text.lower()) == len(text) else text)


def length_at(text: str, *, bare: bool = False) -> tuple[When, int] | None:
    """Return the length at the start of a text and where it ends; ``bare``: a number alone is minutes."""
    said, patterns = _fold(text), _patterns()
    if halves := re.match(r"(\d*)([½¼¾])(?=\s*[^\W\d])", said):
        number = f"{halves[1] or 0}{halves[2].translate(_HALVES)}"
        found = length_at(number + text[halves.end() :])
        return (found[0], found[1] - len(number) + halves.end()) if found else None
    if both := patterns["both"].match(said):
        return When(round(_number(both[1]) * 60) + int(both[2])), both.end()
    if between := patterns["range"].match(said):
        return When(int(between[2]), typed=text[: between.end()].strip()), between.end()
    if minutes := patterns["minutes"].match(said):
        return When(round(_number(minutes[1]))), minutes.end()
    hours = patterns["hours"].match(said)
    if hours and _number(hours[1]) * 60 <= MOST_MINUTES:
        return When(round(_number(hours[1]) * 60)), hours.end()
    if said_so := re.match(r"(half an|a quarter of an|an) hour\b", said):
        return When({"half an": 30, "an": 60}.get(said_so[1], 15)), said_so.end()
    alone = re.match(r"\d{1,3}(?!\w|,\S|[.:/%°-])", said) if bare else None
    if alone and int(alone[0]) <= MOST_MINUTES:
        return When(int(alone[0])), alone.end()
    return None


@lru_cache(_KEPT)
def length_in(cell: str) -> When | None:
    """Parse a cell of a length column: also "0:15", "00:15:00", "15" and a fraction of a day."""
    said = cell.strip().strip("()[]~ ").removeprefix("ca. ").removeprefix("c. ").strip()
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?", said):
        return When(int(found[1]) * 60 + int(found[2]))
    if (part := _part_of_day(said)) is not None:
        return When(part)
    if re.fullmatch(r"\d{1,5}(?:[.,]0+)?", said):
        return When(int(_number(said)))
    found_at = length_at(said)
    if found_at is None or not re.match(r"$|\s*[,;(]", said[found_at[1] :]):
        return None
    return found_at[0]


def clocks_at(text: str) -> tuple[When, int] | None:
    """Return the time or time range at the start of a text, and where it ends."""
    said = _fold(text)
    found = _patterns()["clocks"].match(said)
    if found is None or said[found.end() : found.end() + 1].isalnum():
        return None
    end = _clock(found, "e")
    if found["bare"]:
        start = Clock(int(found["bare"]) * 60) if int(found["bare"]) < 24 else None
    else:
        start = _clock(found, "s")
    if start is None:
        return None
    return When(start=_leaning(start, end), end=end), found.end()


@lru_cache(_KEPT)
def clocks_in(cell: str) -> When | None:
    """Parse a cell of a time column: also a fraction of a day, as spreadsheets store it."""
    said = cell.strip().strip("()[]~ ")
    if (part := _part_of_day(said)) is not None:
        return When(start=Clock(part, padded=True))
    found = clocks_at(said)
    if found and found[1] == len(said):
        return found[0]
    hour = re.fullmatch(r"\d{1,2}", said)
    return When(start=Clock(int(said) * 60)) if hour and int(said) < 24 else None


def _leaning(start: Clock, end: Clock | None) -> Clock:
    """Return a start that inherits "am" or "pm" from its end: "9-10am", "11-1pm", "1-2pm"."""
    if end is None or start.half or not end.half or start.at >= 12 * 60 + 60:
        return start
    later = Clock(start.at % (12 * 60) + (12 * 60 if end.half == "p" else 0), end.half)
    return later if later.at < end.at else start


def _clock(found: re.Match[str], x: str) -> Clock | None:
    if found[f"{x}noon"]:
        return Clock(12 * 60, "p")
    written = found[f"{x}h"] or found[f"{x}h2"] or found[f"{x}h3"]
    if written is None:
        return None
    hour, minute = int(written), int(found[f"{x}m"] or 0)
    half = found[f"{x}half"] or found[f"{x}half2"] or ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half and hour > 23:
        return None
    at = hour * 60 + minute
    return Clock(at, half, written.startswith("0")) if at <= DAY_MIN else None


def _part_of_day(said: str) -> int | None:
    """Return the minutes of a fraction of a day, such as a spreadsheet's 0.447916666."""
    return round(float(said) * DAY_MIN) if re.fullmatch(r"0[.]\d{4,}(?:e-?\d+)?", said) else None


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def forward(clock: Clock, before: int | None) -> int:
    """Return the minute of a time, read forward from the one before: "1.00" after "12.15" is 13:00.

    A first time between 1 and 6 without am or pm is in the afternoon: nobody meets at night.
    """
    at = clock.at
    if before is None:
        afternoon = not clock.half and not clock.padded and 60 <= at < 7 * 60
        return at + 12 * 60 if afternoon else at
    at += before - before % DAY_MIN
    if at >= before:
        return at
    later = at + 12 * 60
    if not clock.half and clock.at < 12 * 60 and later >= before:
        return later
    # Slightly earlier is out of order; much earlier is the next day.
    return at if before - at < 12 * 60 else at + DAY_MIN
