"""The Join screen's view of the phone page."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True):
    """One address of the page: ``url`` to type, ``code`` the same for a QR code.

    ``anywhere``: it also works outside this room. ``network``: the network adapter it belongs to.
    """

    url: str
    code: str
    anywhere: bool = False
    network: str = ""
    nowhere: bool = False
    """Whether no phone can reach it: the laptop is on no network."""


class Joining(Struct, frozen=True):
    """The page of the open session; ``links`` is empty while it is not served."""

    links: tuple[Link, ...] = ()
    chosen: int = 0

    @property
    def link(self) -> Link | None:
        return self.links[self.chosen] if self.links else None
