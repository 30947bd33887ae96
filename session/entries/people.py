"""Who is expected or present, and what each agreed to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Presence = Literal["expected", "here", "left"]
ConsentQuestion = Literal["named", "counted", "photographed", "contacted", "quoted"]


class Consent(Struct, frozen=True):
    """What a person agreed to; ``None`` is "not asked", and counts as no."""

    named: bool | None = None
    counted: bool | None = None
    photographed: bool | None = None
    contacted: bool | None = None
    quoted: bool | None = None


class Needs(Struct, frozen=True):
    """What somebody needs to take part (P7). Private: no view of the room, recap or export holds it."""

    id: str
    text: str
    person: str = ""


class Person(Struct, frozen=True):
    """Somebody expected or present, by the name they want used (may be empty)."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    presence: Presence = "expected"
    late: bool = False
    arrived_t: int | None = None
    left_t: int | None = None
    consent: Consent = Consent()
