"""Dates as people write them: found at the end of a line, and resolved relative to today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from session.model.folding import folded
from session.plan.reading.words import places
from session.wording.catalogue import Say

MARK = r"(?:by|until|before|due(?:\s+(?:by|on))?|erbyn|bis(?:\s+zum)?|d'ici|avant|para|antes del?|do|przed)"
"""Words before a deadline."""
_NTH = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"\d{4}"


@cache
def phrase() -> str:
    """Return the pattern of a date in words or numbers, in folded text."""
    day, long_day = _one_of("days"), _one_of("days", long=True)
    month, long_month = _one_of("months"), _one_of("months", long=True)
    of = r"(?:\s+(?:of|de|o)\s+|\s*[ ./-]\s*|\s+)"
    article = r"(?:(?:the|our|le|la|el|den|dem|der|y)\s+)?"
    numbers = r"(?:\d{4}[- ]\d{1,2}[- ]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\.\d{1,2}\.|(?!(?:1/[2-5]|2/3|3/4)\b)\d{1,2}/\d{1,2})"
    named = rf"(?:{_NTH}{of}{month}(?:,?\s+(?:de\s+)?{_YEAR})?|{month}\s+{_NTH}(?:,?\s+{_YEAR})?|{long_month}(?:\s+{_YEAR})?)"
    span = rf"(?:day|week|month|year|term|session|meeting|spring|summer|autumn|winter|{long_day}|{long_month})"
    ways = (
        rf"(?:(?:next|this)\s+)?{day}\.?,?\s+(?:the\s+)?(?:{numbers}|{named}|\d{{1,2}}(?:st|nd|rd|th))",
        numbers,
        rf"{article}{named}",
        rf"{article}\d{{1,2}}(?:st|nd|rd|th)",
        rf"{article}(?:next|this|coming)\s+(?:{span}|{day})",
        rf"(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:{span}|{long_month})",
        rf"{article}{long_day}(?:\s+(?:next|prochain|que viene))?",
        r"session\s+\d{1,3}",
        r"today|tonight|tomorrow|yesterday|easter|christmas|asap|as soon as possible|heute|morgen|demain|mañana|manana|jutro|yfory",
        r"in\s+(?:\d{1,2}|a|one|two|three|four|six)\s+(?:day|week|month)s?",
    )
    return "|".join(f"(?:{way})" for way in ways)


def _one_of(concept: str, *, long: bool = False) -> str:
    """Return a pattern of days or months. ``long``: only unambiguous forms, unlike "Mo"."""
    short_english = {
        "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun",
        "jan", "feb", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }  # fmt: skip
    known = [one for one in places(concept) if not long or len(one) > 3 or one in short_english]
    return rf"(?:{'|'.join(sorted(map(re.escape, known), key=len, reverse=True))})\b"


def is_day(text: str) -> bool:
    """Return whether a text is exactly a date."""
    return re.fullmatch(phrase(), folded(text)) is not None


def has_date(text: str) -> bool:
    """Return whether a text has a date with a number in it, unlike the name of a person called May."""
    return any(map(str.isdigit, text)) and real_day(text, date(2000, 1, 1)) is not None


def real_day(text: str, today: date, *, month_first: bool = False) -> date | None:
    """Return the date that is meant, relative to ``today``; ``None`` if the text has none.

    A date without a year is the next one.
    """
    said = re.sub(r"^(?:the|our|le|la|el|den|dem|der|y)\s+", "", folded(text).strip(" .,"))
    if found := re.search(r"\b(\d{4})[- ](\d{1,2})[- ](\d{1,2})\b", said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.search(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?\b", said):
        first, second = int(found[1]), int(found[2])
        month_second = not month_first or "." in found[0]
        if (month_second and second > 12) or (not month_second and first > 12):
            month_second = not month_second
        day, month = (first, second) if month_second else (second, first)
        return _coming(found[3], month, day, today)
    return _in_words(said, today)


def _in_words(said: str, today: date) -> date | None:
    months = places("months")
    listed = re.findall(r"[^\W_]+", said)
    month = next(
        (months[word] for word in listed if word in months and not _is_weekday(word, listed)), 0
    )
    number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th|er)?\b", said)
    year = re.search(rf"\b{_YEAR}\b", said)
    if month and number:
        return _coming(year[0] if year else None, month, int(number[1]), today)
    for word, days in (
        ("today", 0),
        ("tonight", 0),
        ("heute", 0),
        ("tomorrow", 1),
        ("morgen", 1),
        ("yesterday", -1),
    ):
        if said == word:
            return today + timedelta(days=days)
    if said in {"demain", "manana", "jutro", "yfory"}:
        return today + timedelta(days=1)
    if found := re.fullmatch(r"in (\d{1,2}|a|one|two|three|four|six) (day|week)s?", said):
        count = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}.get(found[1]) or int(
            found[1]
        )
        return today + timedelta(days=count * (7 if found[2] == "week" else 1))
    return _weekday(listed, today)


def _is_weekday(word: str, listed: list[str]) -> bool:
    """Return whether a short form that is also a month ("mar") means a weekday here."""
    return word in places("days") and len(word) <= 3 and word != "mar" and len(listed) > 1


def _weekday(listed: list[str], today: date) -> date | None:
    days = [places("days")[word] for word in listed if word in places("days")]
    if len(days) != 1 or any(char.isdigit() for word in listed for char in word) or "end" in listed:
        return None
    ahead = (days[0] - 1 - today.weekday()) % 7 or 7
    if "next" in listed and today.weekday() + ahead < 7:
        # "Next Tuesday", said on a Monday, is in the following week.
        ahead += 7
    return today + timedelta(days=ahead)


def _coming(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _day(today.year, month, day)
    return this if this and this >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_words(day: date, say: Say) -> str:
    """Format a date: "Friday 11 December 2026"."""
    return say(
        "recap.date",
        weekday=say("recap.weekdays").split()[day.weekday()],
        day=day.day,
        month=say("recap.months").split()[day.month - 1],
        year=day.year,
    )


def with_day(typed: str, due: str, say: Say) -> str:
    """Return a typed day followed by the resolved date, unless both are the same."""
    try:
        told = day_words(date.fromisoformat(due), say)
    except ValueError:
        return typed
    return told if folded(typed) in folded(told) or typed == due else f"{typed} ({told})"
