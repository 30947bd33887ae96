"""Parses a line or row: its time, its title, and the notes that belong to it."""

from __future__ import annotations

import re
from typing import Literal, cast

from msgspec import Struct

from session.model.plan import ITEM_KINDS, MOST_MINUTES, ItemKind
from session.model.text import clean
from session.plan.reading.times import When, clocks_at, length_at
from session.plan.reading.words import all_of, is_one, plain, words
from session.plan.understood import LeftOut

_AROUND = " \t:;,.|–—-‐―·•→>*_"
_ABOUT = (
    r"(?:(?:ca?\.|circa|approx\.?|about|around|roughly|etwa|env\.|environ|ok\.|tua|for)\s+|~\s*)?"
)
_TAIL = re.compile(r"[\s(\[,:;|–—…·-]+")
_BARE_BRACKET = re.compile(r"\s*[(\[]\s*(\d{1,3})\s*[)\]]\s*$")


class Entry(Struct, frozen=True):
    """One item as found, before its times are computed."""

    n: int
    title: str
    when: When = When()
    notes: tuple[str, ...] = ()
    kind: ItemKind | Literal[""] = ""
    focus: str = ""
    content_note: str = ""
    day: str = ""
    bare: bool = False
    """Whether only its position makes it an item."""


class Found(Struct, frozen=True):
    """The entries of a document, its title, and the lines that are not entries."""

    entries: tuple[Entry, ...] = ()
    title: str = ""
    left_out: tuple[LeftOut, ...] = ()
    doubt: str = ""
    start: str = ""


def peeled(text: str, *, bare: bool = True) -> tuple[When, str]:
    """Split a line into the times at its beginning and end, and the title between them.

    bare: a number alone at the beginning is minutes.
    """
    when, rest = _peel_front(text.strip(), bare=bare)
    behind, rest = _peel_tail(rest)
    return when.joined(behind), rest.strip(_AROUND.replace(".", "")).strip()


def _peel_front(text: str, *, bare: bool) -> tuple[When, str]:
    when = When()
    for _ in range(3):
        bracket = re.match(r"[(\[]([^()\[\]]{1,24})[)\]]", text)
        if bracket and (inner := _whole(bracket[1], bare=True)):
            found: tuple[When, int] | None = (inner, bracket.end())
        else:
            found = _time_at(text, bare=bare and not when)
        if found is None or (when.start and found[0].start) or (when.minutes and found[0].minutes):
            break
        rest = text[found[1] :]
        if rest[:1].isalnum():
            break
        when, text = when.joined(found[0]), rest.lstrip(_AROUND)
    return when, text


def _time_at(text: str, *, bare: bool) -> tuple[When, int] | None:
    # "1h15" is a length and "9h30" a time of day: nobody meets at one, nothing takes nine hours.
    hours = re.match(r"(\d)\s?h(?![a-z]*\s*[-–—]\s*\d)|(\d)\s*[^\W\d]{2,}", text)
    if hours and int(hours[1] or hours[2]) < 6 and (found := length_at(text)):
        return found
    return clocks_at(text) or length_at(text, bare=bare)


def _peel_tail(text: str) -> tuple[When, str]:
    if found := _BARE_BRACKET.search(text):
        minutes = int(found[1])
        return (
            (When(minutes), text[: found.start()])
            if 0 < minutes <= MOST_MINUTES
            else (When(), text)
        )
    for gap in _TAIL.finditer(text):
        tail = text[gap.end() :].rstrip(" )].;,")
        if not tail or len(tail) > 40 or not gap.start():
            continue
        before = text[: gap.start()]
        if before.count("(") > before.count(")"):
            # Within brackets it belongs to the text there: "World café (3 rounds of 15 min)".
            continue
        about = re.match(_ABOUT, tail, re.IGNORECASE)
        said = _whole(tail[about.end() :] if about else tail)
        if said is None:
            continue
        firm = said.minutes is not None or said.end is not None or gap[0].strip()
        if firm:
            head = re.sub(
                r"\s+(?:for|at|from|von|um|de|à)$", "", text[: gap.start()], flags=re.IGNORECASE
            )
            return said, head
    return When(), text


def _whole(text: str, *, bare: bool = False) -> When | None:
    """Return the time, length, or both that a text consists of."""
    text = text.strip(" .~")
    found = _time_at(text, bare=bare)
    if found is None:
        return None
    rest = text[found[1] :].strip(_AROUND + "()")
    if not rest:
        return found[0]
    more = _whole(rest)
    return found[0].joined(more) if more and not (found[0].start and more.start) else None


def kind_of(title: str) -> ItemKind:
    """Return the kind that a title suggests: a break, a check-in or a check-out, in six languages."""
    said = re.sub(r"\s*[(\[].*?[)\]]", "", title)
    if all_of(said, "break", "break.beside"):
        return "break"
    return (
        "check-in"
        if is_one("check-in", said)
        else "check-out"
        if is_one("check-out", said)
        else "other"
    )


def kind_named(word: str) -> ItemKind | None:
    """Return the kind that a word in a column of kinds means."""
    said = re.sub(r"[\s_]+", "-", word.strip().casefold())
    return cast("ItemKind", said) if said in ITEM_KINDS else None


def sounds_like_items(titles: list[str]) -> bool:
    """Return whether titles without times are from an agenda: one of them has a typical word."""
    for title in titles:
        said = plain(title)
        if said in words("item") or kind_of(title) != "other":
            return True
        if any(
            re.search(rf"\b{re.escape(word)}\b", said) for word in words("item") if len(word) > 4
        ):
            return True
    return False


def title_of(text: str) -> str:
    return clean(text).strip(" \t:;|*_").strip()
