"""The group agreement: its lines, and what the group chose to allow (P16)."""

from __future__ import annotations

from msgspec import Struct


class AgreementLine(Struct, frozen=True):
    """One line the group lives by, in its own words."""

    id: str
    text: str


class Agreement(Struct, frozen=True):
    """When the lines were agreed, and the choices made there; all are off until then."""

    agreed_t: int | None = None
    """When they were agreed in this session; ``None`` before that."""
    version: int = 0
    """Counts on through the series: each time the group agrees changed lines, one more."""
    shares_shown: bool = False
    """Whether shares of talk may stand on the shared screen (P23)."""
    results_by_role: bool = False
    """Whether results of votes may be told by role group (P24)."""
    agreed_shares: dict[str, int] = {}
    """The share of talk the group agreed on, by role group, in whole percent (P23).

    A role group that is not there goes by its share of the room.
    """
    order: tuple[str, ...] = ()
    """Ids of the lines, in the order they are read."""
    agreed: tuple[AgreementLine, ...] = ()
    """The lines as they were agreed last, in this session or before it."""
