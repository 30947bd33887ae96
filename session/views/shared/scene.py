"""A scene of the shared view as a value: readable from the back of the room, and nothing private."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from session.wording.catalogue import say

SceneName = Literal[
    "welcome",
    "agenda",
    "now",
    "circle",
    "ideas",
    "vote",
    "break",
    "agreement",
    "parking",
    "decision",
    "last-time",
    "thanks",
]

Largest = Literal["headline", "figure", "rows"]

SCENES: tuple[SceneName, ...] = get_args(SceneName)
"""In the order in which a session uses them."""


_TITLES: dict[SceneName, str] = {"circle": "shared.scene.round"}
"""Those whose sentence has another key, under which people may have reworded it."""


def scene_title(name: SceneName) -> str:
    return say(_TITLES.get(name, f"shared.scene.{name}"))


class SceneRow(Struct, frozen=True):
    """One row of a scene: its sign in front, its words, and a count at the end."""

    text: str
    sign: str = ""
    """Clock time, number, rank or mark; never the only difference between rows."""
    count: str = ""
    """In words, with its unit: "14 ideas"."""
    share: float = 0.0
    """Length of its bar, relative to the longest, 0–1."""
    letter: str = ""
    """The theme whose colour its shape and bar have."""
    shape: str = ""
    weight: Literal["line", "now", "part", "detail"] = "line"
    """``part`` is a heading, ``detail`` belongs to the row above."""
    extra: bool = False
    """Whether it is omitted, with all others marked so, when there is too little space."""


class SharedScene(Struct, frozen=True):
    """One scene, top to bottom. Every part but the headline may be empty."""

    name: SceneName
    kind: str = ""
    """The subject, in small letters: "Vote open"."""
    headline: str = ""
    figure: str = ""
    """The second text in large letters: the minutes left, or who speaks."""
    under: str = ""
    """Plain words below these."""
    rows: tuple[SceneRow, ...] = ()
    remarks: tuple[str, ...] = ()
    link: str = ""
    """The address to type."""
    code: str = ""
    """The content of the QR code next to the link: the same address in its shortest form."""
    link_words: str = ""
    foot: str = ""
    """The dispensable part: it is in the lowest quarter, which the heads of the front rows hide."""
    together: bool = False
    """Whether its rows are compared, and so kept on one page if possible."""
    time: Literal["", "short", "over"] = ""
    """Whether its figure is the time of an item that is soon over, or was to be over."""
    largest: Largest = "headline"
    """What people are asked to look at: nothing else is drawn larger."""
    asked: bool = False
    """Whether its headline is the question that the rows answer, and so to be read from the back as well."""
