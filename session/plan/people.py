"""Edits of the people in a plan: who is expected, role groups, and how many are hoped for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from session.model.folding import folded
from session.model.people import Person
from session.model.plan import DEFAULT_ROLES, MOST_PEOPLE, MOST_ROLES, Plan, PlanPerson
from session.model.state import Rejected, replace
from session.model.text import NAME_LIMIT, clean
from session.plan.edits import Edited, split_lines


def set_roles(plan: Plan, text: str) -> Edited:
    """Set the role groups, one per line. If their number is unchanged they are renamed."""
    roles = tuple(clean(row, len(row)) for row in split_lines(text)) or DEFAULT_ROLES
    if len(roles) > MOST_ROLES:
        return Rejected("refused.plan.roles", {"n": MOST_ROLES})
    if any(len(role) > NAME_LIMIT for role in roles):
        return Rejected("refused.plan.long", {"n": NAME_LIMIT})
    if len({_singular(role) for role in roles}) < len(roles):
        return Rejected("refused.plan.role_twice")
    now_called = dict(zip(plan.roles, roles, strict=False)) if len(roles) == len(plan.roles) else {}
    if set(roles) == set(plan.roles):
        now_called = {}
    held = {role for person in plan.people for role in person.role} | set(plan.hoped_for)
    for role in plan.roles:
        if role in held and now_called.get(role, role) not in roles:
            return Rejected("refused.plan.role_held", {"role": role})
    people = tuple(
        replace(one, role=tuple(now_called.get(role, role) for role in one.role))
        for one in plan.people
    )
    hoped = {now_called.get(role, role): n for role, n in plan.hoped_for.items()}
    return replace(plan, roles=roles, people=people, hoped_for=hoped)


def set_hoped_for(plan: Plan, text: str) -> Edited:
    """Set how many of each role group are hoped for: one "6 carer" per line."""
    hoped: dict[str, int] = {}
    for row in split_lines(text):
        found = re.fullmatch(r"(\d{1,4})\s+(.+)", row) or re.fullmatch(
            r"(.+?)[\s:=]+(\d{1,4})", row
        )
        if found is None:
            return Rejected("refused.plan.hoped", {"roles": ", ".join(plan.roles)})
        number, called = (found[1], found[2]) if found[1].isdigit() else (found[2], found[1])
        role = _role(called, plan.roles)
        if role is None or int(number) > MOST_PEOPLE:
            return Rejected("refused.plan.hoped", {"roles": ", ".join(plan.roles)})
        hoped[role] = int(number)
    return replace(plan, hoped_for=hoped)


def change_person(plan: Plan, at: int, text: str) -> Edited:
    """Replace a person by a typed line, as when adding one; what they need stays."""
    person = replace(_person(clean(text), plan.roles), needs=plan.people[at].needs)
    others = (*plan.people[:at], *plan.people[at + 1 :])
    if refused := _name_refused(others, person.name):
        return refused
    return replace(plan, people=(*plan.people[:at], person, *plan.people[at + 1 :]))


def remove_person(plan: Plan, at: int) -> Plan:
    return replace(plan, people=(*plan.people[:at], *plan.people[at + 1 :]))


def person_line(person: PlanPerson) -> str:
    """Return a person as an editable line."""
    return ", ".join((person.name, *person.role, *(("remote",) if person.remote else ())))


def come_along(plan: Plan, known: Iterable[PlanPerson]) -> Plan:
    """Add the people of an earlier session who are not on the list, and their role groups."""
    people, roles = list(plan.people), list(plan.roles)
    names = {folded(person.name) for person in people}
    for one in known:
        if not one.name or folded(one.name) in names or len(people) >= MOST_PEOPLE:
            continue
        names.add(folded(one.name))
        held = []
        for role in one.role:
            kept = _role(role, tuple(roles))
            if kept is None and len(roles) < MOST_ROLES:
                roles.append(role)
                kept = role
            if kept:
                held.append(kept)
        people.append(replace(one, role=tuple(dict.fromkeys(held))))
    return replace(plan, people=tuple(people), roles=tuple(roles))


def with_needs(plan: Plan, needs: Mapping[str, str]) -> Plan:
    """Add what people need to take part, by their name. Private; what was noted before stays."""
    folds = {folded(name): text for name, text in needs.items()}
    people = tuple(
        replace(one, needs=one.needs or folds.get(folded(one.name), "")) for one in plan.people
    )
    return replace(plan, people=people)


def known_people(people: Iterable[Person]) -> tuple[PlanPerson, ...]:
    """Return the named people of a session, for the plan of the next."""
    found = {folded(one.name): one for one in people if one.name}
    return tuple(PlanPerson(one.name, one.roles, one.remote) for one in found.values())


def _person(row: str, roles: tuple[str, ...]) -> PlanPerson:
    """Parse a person from a typed line; a role group may be given by its number."""
    # Imported with the first line, so that the app starts faster.
    from session.plan.reading.people import read_person

    typed = re.sub(
        r"([,;]\s*)([1-9])(?=\s*(?:[,;]|$))",
        lambda found: found[1] + (roles[int(found[2]) - 1] if int(found[2]) <= len(roles) else ""),
        row,
    )
    return read_person(typed, roles)


def _name_refused(people: Iterable[PlanPerson], name: str) -> Rejected | None:
    if not name:
        return Rejected("refused.plan.name")
    if len(name) > NAME_LIMIT:
        return Rejected("refused.plan.long_name", {"n": NAME_LIMIT})
    if folded(name) in {folded(one.name) for one in people}:
        return Rejected("refused.plan.name_twice")
    return None


def _role(called: str, roles: tuple[str, ...]) -> str | None:
    return next((role for role in roles if _singular(role) == _singular(called)), None)


def _singular(role: str) -> str:
    return role.casefold().removesuffix("s")
