"""The content of phones, as small frozen values: one class for each key of the wire format, and its entries.

``session.views.phone_build`` makes them. Nothing in them is private, and totals appear only after the
reveal; content for a single phone is in ``PhoneMe``.
"""

from __future__ import annotations

from msgspec import Struct

from session.model.people import Consent


class PhoneSession(Struct, frozen=True):
    """The session itself. ``stage``: "before", "on" or "ended"."""

    title: str
    series: str = ""
    purpose: str = ""
    stage: str = "before"
    people: str = ""
    """"19 people here, 3 of them remote"."""
    can_change: tuple[str, ...] = ()
    cannot_change: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    door_open: bool = False
    look_first: bool = False
    colouring: bool = False
    counting: bool = False
    agreed: bool = False
    """Whether the recap was read back and agreed."""
    readers: str = ""
    """Who reads private messages, named by consent."""
    support: str = ""
    """Whom to turn to in danger."""


class PhoneItem(Struct, frozen=True):
    """An agenda item: expected or actual local start ``HH:MM``, and its status."""

    id: str
    title: str
    at: str
    state: str
    minutes: int | None = None
    kind: str = "other"


class PhoneAgenda(Struct, frozen=True):
    """The current item. ``remaining_s`` in whole seconds, negative when over, ``None`` without a length."""

    current: str = ""
    title: str = ""
    focus: str = ""
    content_note: str = ""
    remaining_s: int | None = None
    running: bool = False
    """Whether ``remaining_s`` counts down."""
    left: str = ""
    finish_at: str = ""
    items: tuple[PhoneItem, ...] = ()


class PhoneOption(Struct, frozen=True):
    """An option; ``counts`` are words ("12 dots") and empty until the result is revealed."""

    id: str
    label: str
    counts: tuple[str, ...] = ()
    rank: str = ""


class PhoneRound(Struct, frozen=True):
    """A vote: its rules, and its result once revealed. Never who chose what."""

    id: str
    question: str
    method: str
    options: tuple[PhoneOption, ...]
    dots: int = 1
    cap: int = 0
    open: bool = True
    revealed: bool = False
    said: tuple[str, ...] = ()


class PhoneTheme(Struct, frozen=True):
    """A theme, and its number of settled ideas."""

    id: str
    letter: str
    shape: str
    name: str
    ideas: int = 0


class PhoneIdea(Struct, frozen=True):
    """An idea; ``letters`` of several themes mean that it is contested."""

    id: str
    text: str
    letters: str = ""
    author: str = ""
    settled: bool = False


class PhoneParked(Struct, frozen=True):
    """A parked item, with its promise."""

    text: str
    status: str
    promise: str = ""


class PhoneNote(Struct, frozen=True):
    """A line of the record as written. ``kind``: note, decision or action."""

    kind: str
    text: str
    at: str
    more: tuple[str, ...] = ()
    """For a decision its reservations; for an action who, by when."""


class PhoneAgreement(Struct, frozen=True):
    """How the group works together, and whether that is agreed."""

    lines: tuple[str, ...] = ()
    status: str = ""


class PhoneWord(Struct, frozen=True):
    """A word and its meaning; empty if unexplained."""

    text: str
    meaning: str = ""


class PhonePage(Struct, frozen=True):
    """A page of plain lines, each with its kind: part, line or quiet."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()


class PhoneMe(Struct, frozen=True):
    """Content for this phone only."""

    name: str = ""
    roles: tuple[str, ...] = ()
    remote: bool = False
    consent: Consent = Consent()
    hand: int = 0
    """Place in the queue from 1; 0 with no hand up."""
    unclear: bool = False
    """Whether their "I didn't follow" is still in the queue."""
    turn: bool = False
    """Whether their hand was the last that was given the floor."""
    talk_s: int | None = None
    """Their own talk time so far in whole seconds, if turns are counted and they consented."""
    voted: str = ""
    """Id of the vote their ballot is in."""
    pulse: str = ""
    """Id of the pulse their answer is in."""
    no_pulse: str = ""
    """Why they can't answer the open pulse; empty if they can."""
    colours: dict[str, str] = {}
    """The themes it chose, by idea."""
