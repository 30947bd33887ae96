"""What a phone may send: typed values, parsed from JSON or from a form; anything else is malformed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from session.model.people import ConsentQuestion

TEXT_MOST = 8192
"""Maximum characters of a text: as many as a body may hold. The session refuses long ones, with a reason."""

Id = Annotated[str, Meta(max_length=80)]
Text = Annotated[str, Meta(max_length=TEXT_MOST)]
Figure = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]


class Malformed(Exception):
    """The content is not a known request."""


class Do(Struct, frozen=True, kw_only=True, tag_field="do"):
    """Common to all: ``id`` identifies a retry, which has no further effect."""

    id: Id = ""


class Vote(Do, frozen=True, tag="vote"):
    round: Id
    dots: Annotated[dict[Id, Figure], Meta(max_length=50)]


class Idea(Do, frozen=True, tag="idea"):
    text: Text
    show_name: bool = False


class Colour(Do, frozen=True, tag="colour"):
    """Empty ``theme``: no theme."""

    idea: Id
    theme: Id = ""


class Hand(Do, frozen=True, tag="hand"): ...


class HandDown(Do, frozen=True, tag="hand_down"): ...


class Unclear(Do, frozen=True, tag="unclear"): ...


class AskWord(Do, frozen=True, tag="word"):
    text: Text


class ParkIt(Do, frozen=True, tag="park"):
    text: Text
    show_name: bool = False


class Pulse(Do, frozen=True, tag="pulse"):
    """``round`` is the id of the pulse; empty: the open one."""

    round: Id = ""
    mood: Annotated[int, Meta(ge=1, le=5)] | None = None
    pace: Literal["slower", "fine", "faster"] | None = None
    clear: bool | None = None


class Concern(Do, frozen=True, tag="concern"):
    text: Text


class Reflect(Do, frozen=True, tag="reflect"):
    worked: Text = ""
    change: Text = ""


class Consented(Do, frozen=True, tag="consent"):
    """Answer one question of consent; ``None`` revokes the answer."""

    question: ConsentQuestion
    answer: bool | None = None


class Missed(Do, frozen=True, tag="missed"):
    """Ask to be shown what their person missed of the series."""


class Leave(Do, frozen=True, tag="leave"): ...


AnyDo = (
    Vote
    | Idea
    | Colour
    | Hand
    | HandDown
    | Unclear
    | AskWord
    | ParkIt
    | Pulse
    | Concern
    | Reflect
    | Consented
    | Missed
    | Leave
)


class Join(Struct, frozen=True, kw_only=True):
    """The form of the first page. ``role`` may be repeated or missing."""

    name: Text = ""
    role: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()
    remote: bool = False
    again: bool = False
    """Whether they ask to rejoin as a person who has another phone."""
    named: bool | None = None
    counted: bool | None = None
    photographed: bool | None = None
    contacted: bool | None = None
    quoted: bool | None = None


_json: Callable[[bytes], AnyDo] = msgspec.json.Decoder(AnyDo).decode
_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
_SWITCHES = {"show_name", "remote", "again", "clear", "answer", *get_args(ConsentQuestion)}
_DOTS = "dots."


def from_json(body: bytes) -> AnyDo:
    """Parse a JSON body. Raises ``Malformed``."""
    try:
        return _json(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Malformed from fault


def from_form(pairs: Iterable[tuple[str, str]]) -> AnyDo:
    """Parse a form. Raises ``Malformed``.

    ``dots.OPTION`` are numbers of dots; ``option`` is one chosen option.
    """
    told: dict[str, Any] = {}
    dots: dict[str, int] = {}
    try:
        for name, value in pairs:
            if name.startswith(_DOTS):
                dots[name.removeprefix(_DOTS)] = int(value or 0)
            elif name == "option":
                dots[value] = 1
            elif name == "mood":
                told[name] = int(value)
            else:
                told[name] = _switch(value) if name in _SWITCHES else value
        if dots or told.get("do") == "vote":
            # In a form, an empty choice is not sent.
            told["dots"] = dots
        asked: AnyDo = msgspec.convert(told, AnyDo)
        return asked
    except (msgspec.ValidationError, ValueError) as fault:
        raise Malformed from fault


def texts(asked: AnyDo) -> dict[str, str]:
    """Return the texts somebody wrote, by field name; empty if there are none."""
    match asked:
        case Idea(text=text) | AskWord(text=text) | ParkIt(text=text) | Concern(text=text):
            return {"do": str(asked.__struct_config__.tag), "text": text}
        case Reflect(worked=worked, change=change):
            return {"do": "reflect", "worked": worked, "change": change}
        case _:
            return {}


def joining(pairs: Iterable[tuple[str, str]]) -> Join:
    """Return the form of the first page. Raises ``Malformed``."""
    told: dict[str, Any] = {}
    roles: list[str] = []
    try:
        for name, value in pairs:
            if name == "role":
                roles.append(value)
            else:
                told[name] = _switch(value) if name in _SWITCHES else value
        return msgspec.convert({**told, "role": tuple(filter(None, roles))}, Join)
    except (msgspec.ValidationError, ValueError) as fault:
        raise Malformed from fault


def _switch(value: str) -> bool | None:
    word = value.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if not word:
        return None
    raise ValueError(value)
