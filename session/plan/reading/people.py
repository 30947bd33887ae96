"""Reads lists of people from forms, ticket shops and video calls: names, role groups, who is online.

E-mail addresses and other columns are left out, and reported. Access or health needs are kept apart:
neither names nor reasons may contain them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from session.model.folding import folded
from session.model.plan import PlanPerson
from session.model.text import NAME_LIMIT, NEEDS_LIMIT, clean, short
from session.plan.reading.document import Document, Grid, Line, Row, in_one_line
from session.plan.reading.text import document
from session.plan.reading.words import is_one, looks_like_a_name, plain, words
from session.plan.understood import LeftOut, PeopleFound
from session.wording.catalogue import say

_ROLES = ("name", "first", "last", "role", "afar", "need", "state")
MAIL = re.compile(r"\S+@\S+\.\S+")
NO_NAME = re.compile(r"[\d\s+()./:,-]*|https?://\S+|\S*\d{3,}\S*")
COUNT = re.compile(r"^\s*(?:\(?\d{1,4}[.)]|[-*•–])\s+")
_PART = re.compile(r"\d+\.\s+\S.*")
_OTHER_NAME = re.compile(
    r"compan|organi|event|file|meeting|user|first|last|given|family|nick|billing|buyer|badge"
)
SIDES = re.compile(r"\s*[,;\t]\s*")


class _Seen(Struct, frozen=True):
    """One row: the assembled name, its role groups, whether online, and what was private."""

    n: int
    name: str
    roles: tuple[str, ...] = ()
    remote: bool = False
    needs: tuple[str, ...] = ()
    gone: bool = False


def read_people(doc: Document, roles: Iterable[str] = ()) -> PeopleFound:
    """Return the people of a document. ``roles`` are the existing role groups."""
    known = tuple(roles)
    seen: list[_Seen] = []
    left: list[LeftOut] = []
    for block in doc.blocks:
        if isinstance(block, Grid):
            rows, told = _of_grid(block, known)
            seen += rows
            left += told
    lines = [block for block in doc.blocks if isinstance(block, Line)]
    if not seen:
        seen = [one for line in lines if (one := _of_line(line.n, line.text, known))]
    people: list[PlanPerson] = []
    names: dict[str, int] = {}
    needs: dict[str, str] = {}
    for one in seen:
        if one.needs:
            left.append(LeftOut(one.n, "", say("plan.left.need")))
        why = _refused(one, names)
        if why:
            left.append(LeftOut(one.n, one.name[:NAME_LIMIT], why))
            continue
        names[folded(one.name)] = one.n
        people.append(PlanPerson(one.name, as_known(one.roles, known), one.remote))
        if one.needs:
            needs[one.name] = short("; ".join(dict.fromkeys(one.needs)), NEEDS_LIMIT)
    return PeopleFound(tuple(people), tuple(sorted(left, key=lambda told: told.line)), needs)


def reads_like_people(doc: Document) -> bool:
    """Return whether a table of a document has the headings of a list of people."""
    grids = (block for block in doc.blocks if isinstance(block, Grid))
    return any(_headed(row) for grid in grids for row in grid.rows[:20])


def people_document(text: str, *, delimited: bool = False) -> Document:
    """Split a list: into columns if it has headings, else by line. Raises Unclosed."""
    first = next((row for row in text.lstrip("\ufeff").split("\n") if row.strip()), "")
    marks = (
        mark
        for mark in ",;"
        if _headed(Row(1, tuple(cell.strip(' "') for cell in first.split(mark))))
    )
    found = next(marks, "")
    return document(text, delimited=delimited or (bool(found) and len(first.split(found)) > 1))


def _refused(one: _Seen, names: dict[str, int]) -> str:
    if not one.name:
        return say("plan.left.no_name")
    if one.gone:
        return say("plan.left.gone")
    if len(one.name) > NAME_LIMIT:
        return say("plan.left.long_name", n=NAME_LIMIT)
    first = names.get(folded(one.name))
    return say("plan.left.twice", n=first) if first is not None else ""


def as_known(held: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return role groups under their existing names, "Carers" as "carer"."""
    found = (next((role for role in known if same_group(role, one)), one) for one in held)
    return tuple(dict.fromkeys(found))


def same_group(one: str, other: str) -> bool:
    return folded(one).removesuffix("s") == folded(other).removesuffix("s")


# Rows with columns


def _of_grid(grid: Grid, known: tuple[str, ...]) -> tuple[list[_Seen], list[LeftOut]]:
    rows = [row for row in grid.rows if any(cell.strip() for cell in row.cells)]
    top = next((n for n, row in enumerate(rows[:20]) if _headed(row)), -1)
    if top < 0:
        found = (
            _of_line(row.n, " , ".join(filter(None, row.cells)), known, apart=True) for row in rows
        )
        return [one for one in found if one], []
    head = rows[top]
    columns = _columns(head)
    body = rows[top + 1 :]
    end = next((n for n, row in enumerate(body) if _is_part(row)), len(body))
    seen = [_of_row(row, columns, known) for row in body[:end] if row.cells != head.cells]
    taken = {
        place
        for role in ("name", "first", "last", "role", "afar", "need")
        for place in columns.get(role, [])
    }
    other = [
        in_one_line(cell)
        for place, cell in enumerate(head.cells)
        if cell.strip() and place not in taken
    ]
    left = [LeftOut(head.n, ", ".join(other)[:200], say("plan.left.columns"))] if other else []
    if columns.get("need"):
        left.append(LeftOut(head.n, "", say("plan.left.needs")))
    return seen, left


def _is_part(row: Row) -> bool:
    """Return whether another part of a report begins: "3. In-Meeting Activities"."""
    filled = [cell for cell in row.cells if cell.strip()]
    return len(row.cells) == len(filled) == 1 and _PART.fullmatch(filled[0]) is not None


def _headed(row: Row) -> bool:
    found = _columns(row)
    mails = any(MAIL.search(cell) for cell in row.cells)
    return (
        not mails and ("name" in found or {"first", "last"} <= found.keys()) and len(row.cells) > 0
    )


def _columns(head: Row) -> dict[str, list[int]]:
    """Return the columns by their meaning, from their headings."""
    columns: dict[str, list[int]] = {}
    for place, cell in enumerate(head.cells):
        said = plain(re.sub(r"\(.*?\)", "", cell))
        if not said or len(cell) > 80:
            continue
        role = next((role for role in _ROLES if said in words(f"people.{role}")), "")
        if not role and re.search(r"\bname\b", said) and not _OTHER_NAME.search(said):
            role = "name"
        if is_need(cell):
            role = "need"
        if role:
            columns.setdefault(role, []).append(place)
    return columns


def _of_row(row: Row, columns: dict[str, list[int]], known: tuple[str, ...]) -> _Seen:
    def said(role: str) -> list[str]:
        places = (place for place in columns.get(role, []) if place < len(row.cells))
        return [cell for place in places if (cell := in_one_line(row.cells[place]))]

    whole = [*said("first")[:1], *said("last")[:1]] if "first" in columns else said("name")[:1]
    one = _of_line(row.n, " ".join(whole), known, whole="first" in columns) or _Seen(row.n, "")
    roles = [part for cell in said("role") for part in re.split(r"\s*[,;/]\s*", cell) if part]
    afar = any(is_one("people.online", cell) for cell in [*roles, *said("afar")])
    needs = [part for part in roles if is_need(part)]
    needs += [cell for cell in said("need") if not is_one("people.none", cell)]
    held = [part for part in roles if not is_one("people.online", part) and not is_need(part)]
    held = [part for part in held if not is_one("people.no_role", part) and len(part) <= NAME_LIMIT]
    return _Seen(
        row.n,
        one.name,
        (*one.roles, *held),
        one.remote or afar,
        needs=(*one.needs, *needs),
        gone=any(plain(cell).startswith(tuple(words("people.gone"))) for cell in said("state")),
    )


# Lines


def read_person(text: str, roles: Iterable[str]) -> PlanPerson:
    """Parse a person from one typed line; the name is empty if there is none."""
    known = tuple(roles)
    seen = _of_line(1, text, known) or _Seen(1, "")
    return PlanPerson(seen.name, tuple(dict.fromkeys(seen.roles)), seen.remote)


def _of_line(
    n: int, text: str, known: tuple[str, ...], *, whole: bool = False, apart: bool = False
) -> _Seen | None:
    """Parse a person from a line: "Nadia, researcher, remote", "Okafor, Chidi", "1. Sam".

    whole: it is a full name already; apart: its cells are in columns, the first name before the last.
    """
    said = COUNT.sub("", clean(text))
    if not said or (not whole and is_one("people.heading", said)):
        return None
    names: list[str] = []
    roles: list[str] = []
    remote = False
    needs: list[str] = []
    for raw in [said] if whole else SIDES.split(said):
        part, inside = bracketed(raw.strip(), known)
        if is_need(inside):
            needs.append(inside)
        elif inside:
            remote |= is_one("people.online", inside)
            roles += [role for role in known if same_group(role, inside)]
        held = [role for role in known if same_group(role, part)]
        part = MAIL.sub("", part).strip(" <>()[]\"'") if MAIL.search(part) else part
        if NO_NAME.fullmatch(part):
            continue
        if is_need(part):
            needs.append(part)
        elif is_one("people.online", part):
            remote = True
        elif names and held:
            roles += held
        elif len(names) < 2 and (not names or looks_like_a_name(part)):
            names.append(part)
    # "Pugh, Maureen" is put in order.
    name = clean(" ".join(names if apart else reversed(names)))
    return _Seen(n, name, tuple(roles), remote, tuple(needs))


def bracketed(part: str, known: tuple[str, ...]) -> tuple[str, str]:
    """Return a part without the role group, need or "online" in brackets or after a dash; pronouns stay."""
    found = re.match(r"^(.*\S)\s*\(([^()]*)\)$", part)
    if found is None:
        behind = re.match(r"^(.*\S)\s+[–—-]\s+(\S.*)$", part)
        if behind and (is_need(behind[2]) or any(same_group(one, behind[2]) for one in known)):
            return behind[1], behind[2]
        return part, ""
    role = any(same_group(one, found[2]) for one in known) or is_one("people.no_role", found[2])
    if role or is_one("people.online", found[2]):
        return found[1], found[2]
    if is_need(found[2]):
        return found[1], found[2]
    return (found[1], "") if MAIL.search(found[2]) else (part, "")


@cache
def _needs() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(words('need'), key=len, reverse=True)))})"
    )


def is_need(text: str) -> bool:
    """Return whether a text reads like an access or health need."""
    return _needs().search(folded(text)) is not None
