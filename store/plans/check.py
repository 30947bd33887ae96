"""Validates the values in a plan file and builds a ``Plan``, reporting all faults at once."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, cast
from urllib.parse import urlsplit

from session.model.folding import folded
from session.model.plan import (
    CONTACT_LIMIT,
    DEFAULT_ROLES,
    ITEM_KINDS,
    KEPT_KINDS,
    MOST_ITEMS,
    MOST_MINUTES,
    MOST_PEOPLE,
    MOST_ROLES,
    PLACE_LIMIT,
    SUPPORT_LIMIT,
    ItemKind,
    Plan,
    PlanItem,
    PlanPerson,
    Wifi,
)
from session.model.text import LINE_LIMIT, NAME_LIMIT, NEEDS_LIMIT, clean
from session.model.time_of_day import hhmm, minute_of_day
from store.faults import Fault
from store.plans.table import KEYS, Table, shown, singular
from store.toml_lines import Path
from store.zones import is_zone


def check_plan(
    values: dict[str, Any], lines: dict[Path, int], file: str, *, partly: bool = False
) -> tuple[Plan | None, list[Fault]]:
    """Return the plan, or ``None`` and every fault.

    ``lines`` has the line of each value. ``partly``: some lines could not be read, so that a missing value may
    only be unreadable and is not a fault.
    """
    faults: list[Fault] = []
    top = Table(values, (), lines, file, faults, partly=partly)
    top.only(KEYS[""])
    start = _clock(top, "start")
    roles, people = _roles_and_people(top)
    plan = Plan(
        title=top.text("title", required=True),
        agenda=_agenda(top, start),
        series=top.text("series"),
        date=_date(top),
        start=start,
        meeting_link=_link(top),
        wifi=_wifi(top),
        involvement=top.text("involvement"),
        stage=top.text("stage"),
        purpose=top.text("purpose"),
        goals=top.texts("goals"),
        can_change=top.texts("can_change"),
        cannot_change=top.texts("cannot_change"),
        hoped_for=_hoped_for(top, roles),
        roles=roles,
        people=people,
        support=top.text("support", SUPPORT_LIMIT),
        place=top.text("place", PLACE_LIMIT),
        way_there=top.text("way_there", PLACE_LIMIT),
        time_zone=_time_zone(top),
        contact=top.text("contact", CONTACT_LIMIT),
    )
    return (None if faults or partly else plan), faults


def _agenda(top: Table, start: str) -> tuple[PlanItem, ...]:
    tables = top.tables("agenda", MOST_ITEMS)
    if "agenda" not in top.values or top.values["agenda"] == []:
        top.missing("agenda", "the agenda has no item", "add at least one item with its title")
    items = []
    latest, held_by = start, "the session's start"
    for table in tables:
        item = _item(table)
        items.append(item)
        if item.starts_at and latest and item.starts_at < latest:
            table.fault(
                "starts_at",
                f"this item starts at {item.starts_at}, before {held_by} at {latest}",
                "write a later time, or leave the line out",
            )
        elif item.starts_at:
            latest, held_by = item.starts_at, shown(item.title)
    return tuple(items)


def _item(table: Table) -> PlanItem:
    table.only(KEYS["agenda"])
    kind = _kind(table)
    may = table.values.get("may_shrink") is True
    protected = table.flag("protected", default=kind in KEPT_KINDS and not may)
    may_shrink = table.flag("may_shrink", default=not protected)
    if protected and may_shrink:
        table.fault(
            "may_shrink",
            "an item that is protected can't shrink",
            "keep one of protected and may_shrink",
        )
    return PlanItem(
        title=table.text("title", required=True),
        minutes=table.whole(
            "minutes", 1, MOST_MINUTES, "leave it out for an item without a length"
        ),
        kind=kind,
        focus=table.text("focus"),
        content_note=table.text("content_note"),
        starts_at=_clock(table, "starts_at"),
        protected=protected,
        may_shrink=may_shrink,
        notes=table.text("notes", lines=True),
    )


def _kind(table: Table) -> ItemKind:
    written = table.text("kind")
    kind = re.sub(r"[\s_]+", "-", written.casefold())
    if not written:
        return "other"
    if kind not in ITEM_KINDS:
        table.fault("kind", f"{shown(written)} isn't a kind of item", _one_of(ITEM_KINDS))
    return cast("ItemKind", kind)


def _roles_and_people(top: Table) -> tuple[tuple[str, ...], tuple[PlanPerson, ...]]:
    given = "roles" in top.values
    roles = list(top.texts("roles", NAME_LIMIT)) if given else list(DEFAULT_ROLES)
    for index in range(len(roles) - 1, -1, -1):
        if _known_role(roles[index], roles[:index]):
            twice = f"{shown(roles.pop(index))} stands twice in roles"
            top.fault_at(("roles", index), twice, "keep one of the two")
    people: list[PlanPerson] = []
    first_lines: dict[str, int] = {}
    for table in top.tables("people", MOST_PEOPLE):
        person = _person(table, roles, given=given)
        people.append(person)
        if not person.name:
            continue
        called = folded(person.name)
        if called in first_lines:
            table.fault(
                "name",
                f"{shown(person.name)} stands twice, first at line {first_lines[called]}",
                "remove one, or add an initial to tell them apart",
            )
        first_lines.setdefault(called, table.line("name"))
    if len(roles) > MOST_ROLES:
        top.fault(
            "roles" if given else "people",
            f"there are {len(roles)} role groups, and {MOST_ROLES} is the most",
            "join some of them",
        )
    return tuple(roles), tuple(people)


def _person(table: Table, roles: list[str], *, given: bool) -> PlanPerson:
    table.only(KEYS["people"])
    if isinstance(table.values.get("role"), str):
        written = [table.text("role", NAME_LIMIT)]
    else:
        written = list(table.texts("role", NAME_LIMIT))
    held = []
    for role in filter(None, written):
        known = _known_role(role, roles)
        if known is None and given:
            table.fault(
                "role", f"{shown(role)} isn't one of the roles of this plan", _one_of(roles)
            )
        elif known is None:
            roles.append(role)
        held.append(known or role)
    return PlanPerson(
        name=table.text("name", NAME_LIMIT, required=True),
        role=tuple(dict.fromkeys(held)),
        remote=table.flag("remote", default=False),
        needs=table.text("needs", NEEDS_LIMIT),
    )


def _hoped_for(top: Table, roles: tuple[str, ...]) -> dict[str, int]:
    hoped: dict[str, int] = {}
    table = top.table("hoped_for", "write it as in hoped_for = { researcher = 3 }")
    if table is None:
        return hoped
    for key in table.values:
        role = _known_role(clean(key), list(roles))
        number = table.whole(key, 0, MOST_PEOPLE, "leave it out")
        if role is None:
            table.fault(key, f"{shown(key)} isn't one of the roles of this plan", _one_of(roles))
        elif role in hoped:
            table.fault(key, f"{shown(role)} stands twice in hoped_for", "keep one of the two")
        elif number is not None:
            hoped[role] = number
    return hoped


def _known_role(role: str, roles: list[str]) -> str | None:
    wanted = singular(role)
    return next((known for known in roles if singular(known) == wanted), None)


def _wifi(top: Table) -> Wifi | None:
    table = top.table("wifi", 'write it as in wifi = { name = "Library", password = "books" }')
    if table is None:
        return None
    table.only(KEYS["wifi"])
    # A password is not cleaned: a space folded away would make it wrong.
    name = table.text("name", 32, required=True, exact=True)
    return Wifi(name=name, password=table.text("password", 63, exact=True))


def _clock(table: Table, key: str) -> str:
    value = table.values.get(key)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    written = table.text(key)
    if not written:
        return ""
    at = minute_of_day(written)
    if at is None:
        table.fault(key, f"{shown(written)} isn't a time of day", f'write it as in {key} = "10:00"')
        return ""
    return hhmm(at)


def _date(top: Table) -> str:
    value = top.values.get("date")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    written = top.text("date")
    try:
        return dt.date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        top.fault("date", f"{shown(written)} isn't a date", 'write it as in date = "2026-11-23"')
        return ""


def _time_zone(top: Table) -> str:
    written = top.text("time_zone")
    if written and not is_zone(written):
        top.fault(
            "time_zone",
            f"{shown(written)} isn't a time zone",
            'write it as in time_zone = "Europe/London"',
        )
    return written


def _link(top: Table) -> str:
    link = top.text("meeting_link", LINE_LIMIT)
    try:
        parts = urlsplit(link)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in link
    except ValueError:
        good = False
    if link and not good:
        top.fault(
            "meeting_link",
            f"{shown(link)} isn't a web address",
            "write the whole address, beginning with https://",
        )
    return link


def _one_of(words: tuple[str, ...] | list[str]) -> str:
    return f"write one of: {', '.join(words)}" if words else "leave it out"
