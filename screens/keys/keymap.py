"""The current meaning of each key: the defaults, ``All keys``, and those a facilitator chose instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from screens.keys.key import Key
from screens.keys.tables import (
    ROWS,
    ROWS_ON,
    character_of,
    direct_keys,
    is_sign,
    stroke,
)
from screens.places import DIALOGS, PLACES, TITLES, Place, place_named
from session.model.state import Rejected
from session.wording.catalogue import say

Changes = Mapping[str, str]
"""Textual's name of the new key, by what it does (``Key.does``)."""


class Layout(Struct, frozen=True):
    """Which keys are used: ``all_keys`` are the former ones, one per action and each acting at once."""

    changes: tuple[tuple[str, str], ...] = ()
    all_keys: bool = False


class Heard(Struct, frozen=True):
    """The meaning of a key on a screen.

    kind: ``act``: the app presses ``stroke`` for it. ``again``: it does so at the second press. ``plain``: it
    goes to
    the screen unchanged. ``unknown``: it has no meaning.
    """

    kind: Literal["act", "again", "plain", "unknown"]
    stroke: str = ""
    key: Key | None = None


KEPT = frozenset(
    {"escape", "enter", "tab", "shift+tab", "f1", "f10", "ctrl+c", "ctrl+p", "ctrl+q", "ctrl+z"}
)
"""Keys that are the same on every screen and can't be changed."""
UNSAFE = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+at"})
"""Keys that many terminals send for another key, or reserve."""
_NAMES = {
    "space": "space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Bksp",
    "insert": "Ins",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_PLAIN, _UNKNOWN = Heard("plain"), Heard("unknown")


def layout_of(app: object) -> Layout:
    """Return the layout of an app; the default one if it has no settings."""
    found: Any = getattr(app, "layout_of_keys", None)
    return found if isinstance(found, Layout) else Layout()


def table_of(screen: object) -> str:
    """Return the place of a screen or dialog; empty if it has none."""
    return str(getattr(screen, "PLACE", ""))


def shown(key: str) -> str:
    """Return a key as shown: ``question_mark`` is "?", ``ctrl+x`` is "Ctrl+X"."""
    if letter := character_of(key):
        return letter
    return "+".join(_NAMES.get(part, part.capitalize()) for part in key.split("+"))


@lru_cache(maxsize=256)
def keys_on(place: Place, layout: Layout = Layout()) -> tuple[Key, ...]:  # noqa: B008 - frozen
    """Return the rows of a screen or dialog, each with its current keys."""
    return tuple(as_it_is(key, layout) for key in _heard_on(place))


def keys_of(place: Place, layout: Layout = Layout()) -> tuple[Key, ...]:  # noqa: B008 - frozen
    """Return its own rows, without those of every screen."""
    return keys_on(place, layout)[: len(ROWS_ON[place])]


def hear(place: str, pressed: str, layout: Layout) -> Heard:
    """Return the meaning of a key on a screen; unchanged on a screen that is not in the table."""
    known = place_named(place)
    if known is None:
        return _PLAIN
    if not layout.all_keys and len(pressed) == 1:
        pressed = pressed.lower()
    for key in keys_on(known, layout):
        if pressed in key.keys.split(","):
            return _heard(key, pressed, layout)
    given_up = (key for key in _heard_on(known) if key.does in dict(layout.changes))
    if is_sign(pressed) or any(pressed in direct_keys(key) for key in given_up):
        return _UNKNOWN
    return _PLAIN


def _heard(key: Key, pressed: str, layout: Layout) -> Heard:
    changed = key.does in dict(layout.changes)
    if key.native or key.always or (not changed and not is_sign(pressed)):
        return Heard("plain", key=key)
    arg = ""
    if key.each:
        args = key.each.split(",")
        arg = args[key.keys.split(",").index(pressed) % len(args)]
    waits = not (layout.all_keys or changed or key.eight or not pressed.isalpha())
    waits = waits and len(pressed) == 1 and key.does not in _EIGHT
    # A letter that people call is their word already, and a question that asks for one has asked.
    waits = waits and not key.each and "question" not in key.places
    return Heard("again" if waits else "act", stroke(key, arg), key)


def told(place: Place, layout: Layout, usual: str) -> str:
    """Return the row of keys of a screen: ``usual`` with ``All keys``, unless one is changed; else from the table."""
    keys = [key for key in keys_on(place, layout) if key.keys and not key.always]
    if layout.all_keys:
        on = {key.does for key in _heard_on(place)}
        if not any(name in on for name, _ in layout.changes):
            return usual
    else:
        own = [key for key in keys if (key.footer or place in DIALOGS) and not key.eight]
        keys = [*own, *(key for key in keys if key.eight)]
        keys = [key for key in keys if key.does != "blackout"]
    return " · ".join(f"{key.shown} {key.label.lower()}" for key in keys)


def hint(app: object, place: Place, name: str, **values: str | int) -> str:
    """Return our sentence ``name`` with the keys of ``place`` as they are now in ``app``."""
    return as_now(place, layout_of(app), say(name, **values))


def as_now(place: Place, layout: Layout, sentence: str) -> str:
    """Return our sentence with each key after "Press" as it is now; a deed without a key is under help's.

    Sentences are written with the keys of ``All keys``. A deed whose letter has become one of the eight
    keys is reached through that one.
    """
    now = {key.id: key.shown for key in keys_on(place, layout)}
    usual = {
        one: key.id for key in keys_on(place, Layout(all_keys=True)) for one in key.keys.split(",")
    }
    eight = {
        one: key.id for key in keys_on(place) if key.eight for one in key.keys.split(",") if one
    }
    usual |= {one: name for one, name in eight.items() if not now.get(usual.get(one, ""))}
    reach = next((key.shown for key in keys_on(place, layout) if key.does == "help"), "?")

    def named(found: re.Match[str]) -> str:
        row = usual.get(found[2])
        return f"{found[1]} {now[row] or reach}" if row else found[0]

    return re.sub(r"\b([Pp]ress) ([A-Za-z0-9])\b", named, sentence)


def may_open_box(pressed: str, layout: Layout) -> bool:
    """Return whether a key opens a text box on any screen."""
    found = (hear(place, pressed, layout).key for place in PLACES)
    return any(key is not None and key.box for key in found)


def fixed(key: Key) -> bool:
    """Return whether a key can't be changed: letters and numbers that people call, and reserved ones."""
    usual = {one for one in f"{key.keys},{key.with_all}".split(",") if one}
    return bool(key.each) or key.always or key.native or (bool(usual) and usual <= KEPT)


def refused(does: str, pressed: str, layout: Layout) -> Rejected | None:
    """Return why ``pressed`` can't be used for ``does``; ``None`` if it can."""
    if pressed in KEPT:
        return Rejected("keys.kept", {"shown": shown(pressed)})
    if pressed in UNSAFE or len(shown(pressed)) > 6:
        return Rejected("keys.unsafe", {"shown": shown(pressed)})
    if not layout.all_keys and pressed != pressed.lower():
        return Rejected("keys.capital", {"shown": shown(pressed)})
    changed = {**dict(layout.changes), does: pressed}
    return clash(does, layout_with(changed, all_keys=layout.all_keys))


def clash(does: str, layout: Layout) -> Rejected | None:
    """Return a conflict of ``does`` with another key on its screens; ``None`` if there is none."""
    for place in PLACES:
        rows = keys_on(place, layout)
        mine = {one for key in rows if key.does == does for one in key.keys.split(",") if one}
        for other in rows if mine else ():
            taken = mine & set(other.keys.split(","))
            if other.does != does and taken:
                at = place if other in keys_of(place, layout) else "everywhere"
                values: dict[str, str | int] = {
                    "shown": shown(min(taken)),
                    "label": other.label,
                    "place": TITLES[at],
                }
                return Rejected("keys.taken", values)
    return None


def usable(wanted: Changes, *, all_keys: bool = False) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the changes without conflicts, and the names of the others."""
    named = {name: find(name) for name in wanted}
    good: dict[str, str] = {}
    bad: list[str] = []
    for name, pressed in wanted.items():
        key = named[name]
        others = {one.does: wanted[at] for at, one in named.items() if one}
        if (
            key
            and not fixed(key)
            and not refused(key.does, pressed, layout_with(others, all_keys=all_keys))
        ):
            good[key.does] = pressed
        else:
            bad.append(name)
    return good, tuple(bad)


def layout_with(changes: Changes, *, all_keys: bool = False) -> Layout:
    return Layout(tuple(changes.items()), all_keys)


def find(name: str) -> Key | None:
    """Return the row named ``name``: by what it does, by its id, or as ``place.id``."""
    place, _, key_id = name.rpartition(".")
    for key in sorted(ROWS, key=lambda key: key.id != name):
        if name in {key.does, key.id} or (key.id == key_id and place in key.places):
            return key
    return None


def _heard_on(place: Place) -> Iterator[Key]:
    yield from ROWS_ON[place]
    if place in DIALOGS:
        yield from (ROWS_ON["dialog"] if place != "dialog" else ())
    elif place != "everywhere":
        yield from ROWS_ON["everywhere"]


def as_it_is(key: Key, layout: Layout) -> Key:
    """Return a row with its keys under ``layout``."""
    usual = key.with_all if layout.all_keys else key.keys
    named = (key.shown_before or key.shown) if layout.all_keys and key.before else key.shown
    new = dict(layout.changes).get(key.does)
    if new is None:
        return replace(key, keys=usual, shown=_shown(named, usual))
    still = [one for one in usual.split(",") if one in KEPT]
    return replace(key, keys=",".join([new, *still]), shown=shown(new))


def _shown(named: str, keys: str) -> str:
    if not keys:
        return ""
    return named or shown(keys.split(",", maxsplit=1)[0])


_EIGHT = frozenset(key.does for key in ROWS if key.eight)
