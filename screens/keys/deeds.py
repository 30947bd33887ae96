"""What there is to learn: each key with what it does, once, however many screens it is on."""

from __future__ import annotations

from screens.keys.key import Key
from screens.keys.keymap import Layout, as_it_is
from screens.keys.tables import ROWS

_LABELS = {
    "go-on": "Go on",
    "write": "Write",
    "put-right": "Put it right",
    "strike": "Strike it",
    "take": "Take what is marked",
    "leave": "Back",
    "read-on": "Read on",
    "yes": "Yes",
    "no": "No",
    "open-answer": "Not answered",
    "next-one": "The next one",
    "one-before": "The one before",
    "more": "More",
    "less": "Less",
    "skip": "Leave it out",
    "park": "Park",
    "resolved": "It is settled",
    "add": "Add",
    "remove": "Remove",
    "private": "Private, and out of it",
    "save": "Keep it, or write it to a file",
    "next-field": "The next part",
    "number": "The line with that number",
}
"""Labels of deeds whose rows have labels of their own."""


def label_of(key: Key) -> str:
    """Return what a row is called together with all that do the same."""
    return _LABELS.get(key.does, key.label)


def to_learn(layout: Layout) -> list[list[Key]]:
    """Return the rows that have a key, grouped by that key and what it does."""
    groups: dict[tuple[str, str], list[Key]] = {}
    for key in ROWS:
        now = as_it_is(key, layout)
        if now.keys:
            groups.setdefault((now.shown, now.does), []).append(key)
    return list(groups.values())


def ambiguous(layout: Layout) -> list[str]:
    """Return the letters that do more than one thing; those that people call stand for a theme, as a number may."""
    does: dict[str, set[str]] = {}
    for key in ROWS:
        for one in () if key.each else as_it_is(key, layout).keys.split(","):
            if len(one) == 1 and one.isalpha():
                does.setdefault(one, set()).add(key.does)
    return sorted(letter for letter, those in does.items() if len(those) > 1)
