"""What a phone's person missed of the series: asked for, and shown once the facilitator has said yes."""

from __future__ import annotations

from aiohttp import web

from remote.pages import missed_page
from remote.phone import Phone
from remote.room import Room

AGAIN_S = 5
"""Interval, in seconds, at which the page is reloaded while the facilitator has not answered."""
STYLED = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""For a page with styles of its own."""


async def answer(room: Room, phone: Phone) -> web.Response:
    """Return the page: what was missed, or how to ask for it."""
    asked = room.state.missed.get(phone.mark)
    if asked and asked.given:
        body = await room.missed(phone.mark)
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=STYLED)
    page = missed_page(room.state, waits=asked is not None)
    headers = {"Refresh": str(AGAIN_S)} if asked else {}
    return web.Response(text=page, content_type="text/html", headers=headers)
