"""Keys a facilitator chose instead of the usual ones: what they may be, and every table with them in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from msgspec.structs import replace
from textual.keys import key_to_character

from screens.keys.dialogs import DIALOGS
from screens.keys.everywhere import EVERYWHERE
from screens.keys.key import Key
from screens.keys.tables import KEYS, TITLES, Place
from session.model.state import Rejected

Changes = Mapping[str, str]
"""Textual's name of the new key, by ``place.id`` as bindings are named."""

KEPT = frozenset(
    {"escape", "enter", "tab", "shift+tab", "f1", "f10", "ctrl+c", "ctrl+p", "ctrl+q", "ctrl+z"}
)
"""What means the same on every screen, whatever else was chosen."""
UNSAFE = frozenset({"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+s", "ctrl+at"})
"""What many terminals send for another key, or keep for themselves."""
_NAMES = {
    "space": "space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Bksp",
    "insert": "Ins",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_ALONGSIDE = {"everywhere.blackout": "dialog.blackout"}
"""Bindings outside the tables that do the same, and change with the one named."""


def changes_of(app: object) -> Changes:
    """Return the keys changed in an app; none in one that knows no settings."""
    found: Any = getattr(app, "key_changes", {})
    return found if isinstance(found, dict) else {}


def shown(key: str) -> str:
    """Return a key as a person reads it: ``question_mark`` is "?", ``ctrl+x`` is "Ctrl+X"."""
    if (letter := key_to_character(key)) and letter.strip():
        return letter
    return "+".join(_NAMES.get(part, part.capitalize()) for part in key.split("+"))


def as_changed(place: Place, changes: Changes) -> tuple[Key, ...]:
    """Return the keys of a screen and those heard everywhere, as they are now."""
    return tuple(_now(at, key, changes) for at, key in _heard_on(place))


def told(place: Place, changes: Changes, usual: str) -> str:
    """Return the row of keys of a screen: ``usual``, or once one is changed, every key by its name."""
    if not any(name.startswith((f"{place}.", "everywhere.")) for name in changes):
        return usual
    keys = as_changed(place, changes)
    return " · ".join(f"{key.shown} {key.label.lower()}" for key in keys if not key.always)


def opens_box(place: str, pressed: str, changes: Changes) -> bool:
    """Return whether a key opens a text box on a screen, or in a dialog by the name of its table."""
    if place in DIALOGS:
        _, keys = DIALOGS[place]
    else:
        keys = next((as_changed(known, changes) for known in KEYS if known == place), ())
    return any(key.box and pressed in key.keys.split(",") for key in keys)


def fixed(key: Key) -> bool:
    """Tell whether a key can't be changed: letters and numbers people call, and those kept."""
    usual = set(key.keys.split(","))
    return key.each or not key.keys or key.always or usual <= KEPT


def refused(place: Place, key: Key, pressed: str, changes: Changes) -> Rejected | None:
    """Return why ``pressed`` can't be what ``key`` is on ``place``; ``None`` when it can."""
    if pressed in KEPT:
        return Rejected("keys.kept", {"shown": shown(pressed)})
    if pressed in UNSAFE or len(shown(pressed)) > 6:
        return Rejected("keys.unsafe", {"shown": shown(pressed)})
    rivals = KEYS if place == "everywhere" else {place: KEYS[place]}
    for at in (*rivals, "everywhere"):
        for other in KEYS[at]:
            taken = _now(at, other, changes).keys.split(",")
            if (at, other.id) != (place, key.id) and pressed in taken:
                values: dict[str, str | int] = {
                    "shown": shown(pressed),
                    "label": other.label,
                    "place": TITLES[at],
                }
                return Rejected("keys.taken", values)
    return None


def usable(wanted: Changes) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the changes that can hold together, and the names of those that can't."""
    good: dict[str, str] = {}
    for name, pressed in wanted.items():
        found = find(name)
        if found and not fixed(found[1]) and refused(*found, pressed, {**wanted, **good}) is None:
            good[name] = pressed
    return good, tuple(name for name in wanted if name not in good)


def find(name: str) -> tuple[Place, Key] | None:
    """Return the place and the key that ``place.id`` names."""
    place, _, key_id = name.partition(".")
    for known in get_args(Place):
        for key in KEYS[known] if known == place else ():
            if key.id == key_id:
                return known, key
    return None


def keymap(changes: Changes) -> dict[str, str]:
    """Return the changes as Textual takes them; what is kept everywhere still works beside them."""
    found: dict[str, str] = {}
    for name in changes:
        if at := find(name):
            found[name] = _now(*at, changes).keys
            if name in _ALONGSIDE:
                found[_ALONGSIDE[name]] = found[name]
    return found


def _heard_on(place: Place) -> Iterator[tuple[Place, Key]]:
    yield from ((place, key) for key in KEYS[place])
    if place != "everywhere":
        yield from (("everywhere", key) for key in EVERYWHERE)


def _now(place: Place, key: Key, changes: Changes) -> Key:
    new = changes.get(f"{place}.{key.id}")
    if new is None:
        return key
    still = [one for one in key.keys.split(",") if one in KEPT]
    return replace(key, keys=",".join([new, *still]), shown=shown(new))
