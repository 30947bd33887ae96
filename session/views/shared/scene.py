"""A scene of the shared view as a value: what is read from the back of the room, and nothing private."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

SceneName = Literal[
    "welcome",
    "agenda",
    "now",
    "round",
    "ideas",
    "vote",
    "break",
    "agreement",
    "parking",
    "decision",
    "last-time",
    "thanks",
]

SCENES: tuple[SceneName, ...] = get_args(SceneName)
"""In the order of a session."""


class SceneRow(Struct, frozen=True):
    """One row of a scene: its sign in front, its words, and a count at the end."""

    text: str
    sign: str = ""
    """Clock time, number, rank or mark; never the only way to tell rows apart."""
    count: str = ""
    """In words, with its unit: "14 ideas"."""
    share: float = 0.0
    """Of the most, 0–1: the length of its bar."""
    letter: str = ""
    """The theme whose colour its shape and its bar have."""
    shape: str = ""
    weight: Literal["line", "now", "part", "detail"] = "line"
    """``part`` is a heading, ``detail`` belongs to the row above."""
    extra: bool = False
    """Whether it is left out, with all that are extra, where the others have more need of the room."""


class SharedScene(Struct, frozen=True):
    """One scene, top to bottom. Every part but the headline may be empty."""

    name: SceneName
    kind: str = ""
    """What this is about, in small: "Vote open"."""
    headline: str = ""
    figure: str = ""
    """The second thing in large letters: the minutes left, or who speaks."""
    under: str = ""
    """Plain words below them."""
    rows: tuple[SceneRow, ...] = ()
    remarks: tuple[str, ...] = ()
    link: str = ""
    """The address to type."""
    code: str = ""
    """What the code beside the link holds: the same, as short as can be."""
    link_words: str = ""
    foot: str = ""
    """What can be missed: it stands in the lowest quarter, behind the heads of the front rows."""
    listing: bool = False
    """Whether the rows matter more than the headline, which is then kept small."""
