"""Reads people as they are typed or pasted at the door: "Nadia, researcher", "Amina, Bob, Chloe", a column, a form.

What can be understood in two ways is not guessed: a word that is no role group here, and two names in a line, which
are two people or a surname and a first name, are questions to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from session.model.folding import folded
from session.model.plan import PlanPerson
from session.model.state import replace
from session.model.text import NAME_LIMIT, clean
from session.plan.reading.document import Grid
from session.plan.reading.people import (
    COUNT,
    MAIL,
    NO_NAME,
    SIDES,
    bracketed,
    is_need,
    people_document,
    read_people,
    same_group,
)
from session.plan.reading.words import is_one, looks_like_a_name, words
from session.plan.understood import LeftOut
from session.wording.catalogue import say

PERSON = "\0person"
"""The answer that an unknown word is somebody's name."""
_BETWEEN = re.compile(r"\s+(?:and|&)\s+")
_SEVERAL = re.compile(r"\+\s?(\d{1,3})")
_FEW_WORDS, _MOST_WORDS = 3, 6
"""A name has no more words; what has is part of a sentence."""
_ABBREVIATION = 4
"""Most letters of a word in capitals that may be a group: "GP", "NHS"."""


class Part(Struct, frozen=True):
    """One name of a line with what was said of it; or an ``unknown`` word, which is said of the name before it."""

    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False
    unknown: bool = False


Parts = tuple[Part, ...]


class Typed(Struct, frozen=True):
    """The people of a text, line by line."""

    lines: tuple[Parts, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that are neither a name nor a role group."""
        found = (part.name for line in self.lines for part in line if part.unknown)
        return tuple({folded(word): word for word in found}.values())

    @property
    def pair(self) -> tuple[str, str] | None:
        """The first line of two names that may be one person, surname first; ``None`` where none may."""
        two = [line for line in self.lines if len(line) == 2]
        full = all(_words(part.name) > 1 for line in two for part in line)
        if not two or full or any(len(line) > 2 for line in self.lines):
            return None
        last, first = two[0]
        return last.name, first.name

    def answered(self, word: str, group: str) -> Typed:
        """Return it with an unknown word as answered: a role group, ``PERSON``, or "" for no group."""
        return replace(self, lines=tuple(_answered(line, word, group) for line in self.lines))

    def people(self, *, surname_first: bool = False) -> tuple[PlanPerson, ...]:
        """Return the people, each name once; those without a name one by one."""
        found: dict[str, PlanPerson] = {}
        for line in self.lines:
            for part in _as_one(line) if surname_first and len(line) == 2 else line:
                key = folded(part.name) or f"\0{len(found)}"
                found.setdefault(key, PlanPerson(part.name, part.roles, part.remote))
        return tuple(found.values())


def typed_people(text: str, roles: Sequence[str]) -> Typed:
    """Return the people of typed or pasted text. Raises Unclosed."""
    known = tuple(roles)
    if several := _SEVERAL.fullmatch(text.strip()):
        return Typed(lines=((Part(""),),) * int(several[1]))
    rows = text.splitlines()
    if len(rows) > 1:
        doc = people_document(text)
        if any(isinstance(block, Grid) for block in doc.blocks):
            found = read_people(doc, known)
            return Typed(
                tuple(tuple(_with_groups(one, known)) for one in found.people), found.left_out
            )
    left: list[LeftOut] = []
    lines = (tuple(_line(n, row, known, left)) for n, row in enumerate(rows, 1))
    return Typed(tuple(line for line in lines if line), tuple(left))


def _with_groups(person: PlanPerson, known: tuple[str, ...]) -> Iterator[Part]:
    yield Part(person.name, tuple(role for role in person.role if role in known), person.remote)
    yield from (Part(role, unknown=True) for role in person.role if role not in known)


def _line(n: int, row: str, known: tuple[str, ...], left: list[LeftOut]) -> list[Part]:
    """Return the names and unknown words of one line; what is said behind a name belongs to it."""
    said = clean(COUNT.sub("", row.strip()).replace("\t", ", "))
    if not said or is_one("people.heading", said):
        return []
    parts: list[Part] = []
    shouted = said.isupper()
    for raw in _pieces(said, known):
        text, inside = bracketed(raw.strip(), known)
        text = MAIL.sub("", text).strip(" <>()[]\"'") if MAIL.search(text) else text
        of_it, is_name = _said_of(text, known, parts)
        needed = of_it is None and is_need(text)
        if needed or is_need(inside):
            left.append(LeftOut(n, "", say("plan.left.need")))
        if is_name and not needed and _is_prose(text):
            left.append(LeftOut(n, "", say("plan.left.no_name")))
        elif is_name and not needed:
            parts.append(_named(text, first=not parts, shouted=shouted))
        beside = _said_of(inside, known, parts)[0] if inside else None
        for one in filter(None, (of_it, beside)):
            if not parts:
                parts.append(Part(""))
            parts[-1] = replace(
                parts[-1],
                roles=tuple(dict.fromkeys((*parts[-1].roles, *one.roles))),
                remote=parts[-1].remote or one.remote,
            )
    return parts


def _pieces(said: str, known: tuple[str, ...]) -> Iterator[str]:
    for piece in SIDES.split(said):
        # A group may be called "health and care".
        if any(same_group(role, piece) for role in known):
            yield piece
        else:
            yield from _BETWEEN.split(piece)


def _said_of(text: str, known: tuple[str, ...], parts: list[Part]) -> tuple[Part | None, bool]:
    """Return what a piece says of the name before it; if nothing, whether it is a name itself."""
    if text.isdecimal() and parts and 0 < int(text) <= len(known):
        return Part("", (known[int(text) - 1],)), False
    if held := tuple(role for role in known if same_group(role, text)):
        return Part("", held), False
    if is_one("people.online", text):
        return Part("", remote=True), False
    return None, NO_NAME.fullmatch(text) is None


def _is_prose(text: str) -> bool:
    said = text.split()
    return len(said) > _MOST_WORDS or (len(said) > _FEW_WORDS and text[-1] in ".?!:")


def _named(text: str, *, first: bool, shouted: bool) -> Part:
    short = text.isupper() and len(text) <= _ABBREVIATION and not shouted
    unknown = not first and (short or not looks_like_a_name(text))
    return Part(text[:NAME_LIMIT], unknown=unknown)


def _answered(line: Parts, word: str, group: str) -> Parts:
    parts: list[Part] = []
    for part in line:
        if not part.unknown or folded(part.name) != folded(word):
            parts.append(part)
        elif group == PERSON:
            parts.append(replace(part, unknown=False))
        elif group and parts:
            parts[-1] = replace(parts[-1], roles=(*parts[-1].roles, group))
    return tuple(parts)


def _as_one(line: Parts) -> Parts:
    """Return "Pugh, Maureen" as one person."""
    last, first = line
    roles = tuple(dict.fromkeys((*last.roles, *first.roles)))
    return (Part(f"{first.name} {last.name}"[:NAME_LIMIT], roles, last.remote or first.remote),)


def _words(name: str) -> int:
    return sum(folded(word) not in words("particle") for word in name.split())
