"""What a page for who missed something of a series is made from."""

from __future__ import annotations

from msgspec import Struct


class CatchUp(Struct, frozen=True):
    """What is on such a page, without anybody's name, so that it can be regenerated once words must go.

    series: the id of its files; of: the ids of its sessions then; missed: of those that were missed
    since: the date since which reports count, empty for all; own: ids of what the person has promised
    on: the day it was made; large: for print at 18 points
    """

    series: str
    of: tuple[str, ...]
    on: str
    missed: tuple[str, ...] = ()
    since: str = ""
    own: tuple[str, ...] = ()
    large: bool = False
