"""A session to make recaps of: under way, everyone here, and what its recap tells."""

from __future__ import annotations

from session.model.agenda import StartAgenda
from session.model.people import ArriveAll, Consent
from session.model.plan import Plan
from session.model.recap import Recap
from session.views.recap import recap
from tests.session.table import PLAN, Table

NAMED = Consent(named=True)


def person(table: Table, name: str) -> str:
    return next(key for key, who in table.state.people.items() if who.name == name)


def last(table: Table, area: str) -> str:
    """The id of the entry made last in an area."""
    return str(list(getattr(table.state, area))[-1])


def held(plan: Plan = PLAN) -> Table:
    """A session under way since 10:00, everyone here."""
    table = Table(plan)
    table.do(ArriveAll())
    table.wait(300)
    table.do(StartAgenda())
    return table


def told(table: Table) -> Recap:
    return recap(table.state)
