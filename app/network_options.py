"""The command line's options for the phone page."""

from __future__ import annotations

from msgspec import Struct


class NetworkOptions(Struct, frozen=True):
    """How the page is served. Empty ``host``: on every network; port 0: the first free one."""

    phones: bool = True
    open: bool = False
    """Whether joining is opened at once."""
    host: str = ""
    port: int = 0
    public_url: str = ""
