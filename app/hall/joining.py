"""Joins the phone page by itself, on each address of the laptop: the real server, and nothing is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from app.hall.apart import apart
from app.live_session import LiveSession
from app.network_options import NetworkOptions
from app.open_session import open_session
from app.phone_service import Phones
from remote.addresses import Address
from session.model.carried import Carried
from session.model.plan import Plan, PlanItem
from session.views.hall import Joined
from store.passing import passing_folder
from store.paths import Home

_PLAN = Plan("Hall check", (PlanItem("Hall check", 1),))
_ANSWER_S = 2.0
"""Seconds within which the page has to answer; in a hall it takes a few milliseconds."""
_HERE = Address("127.0.0.1")


async def join_everywhere(
    ways: NetworkOptions, look: Callable[[], tuple[Address, ...]], folder: Path | None = None
) -> tuple[Joined, ...]:
    """Serve the page of a session that is thrown away, and join it on each address.

    Without a network it is joined on the laptop itself. ``folder``: where the session is kept until then;
    without one, where the system keeps temporary files. Raises ``OSError`` and ``Refusal``.
    """
    opened = await apart(partial(_open, folder), drop=_throw_away)
    try:
        return await _joined(opened[1], ways, look)
    finally:
        await apart(partial(_throw_away, opened))


_Opened = tuple[ExitStack, LiveSession]
"""A session, and what deletes the folder that it is in."""


def _open(folder: Path | None) -> _Opened:
    with ExitStack() as held:
        home = Home(held.enter_context(passing_folder(folder)), thrown_away=True)
        live = open_session(home, _PLAN, carried=Carried())
        return held.pop_all(), live


def _throw_away(opened: _Opened) -> None:
    held, live = opened
    with held:
        live.close()


async def _joined(
    live: LiveSession, ways: NetworkOptions, look: Callable[[], tuple[Address, ...]]
) -> tuple[Joined, ...]:
    live.attach(asyncio.get_running_loop())
    found: list[Address] = []

    def seen() -> tuple[Address, ...]:
        found[:] = look()
        return tuple(found)

    phones = Phones(live, ways, lambda: None, look=seen)
    try:
        await phones.open()
        door = live.runtime.live.door
        hosts = [ways.host] if ways.host else [one.ip for one in found or [_HERE]]
        tried = (_join(host, door.port, door.code) for host in hosts)
        return tuple(await asyncio.gather(*tried))
    finally:
        await phones.stop()


async def _join(host: str, port: int, code: str) -> Joined:
    from aiohttp import ClientError, ClientSession, ClientTimeout, CookieJar

    from remote.addresses import link

    page = link(host, port, code)
    limit = ClientTimeout(total=_ANSWER_S)
    try:
        # A phone takes cookies from an address without a name, too.
        async with ClientSession(timeout=limit, cookie_jar=CookieJar(unsafe=True)) as phone:
            async with phone.get(page) as answer:
                answer.raise_for_status()
            async with phone.post(f"{page}/join", data={"name": ""}) as answer:
                answer.raise_for_status()
            async with phone.post(f"{page}/do", json={"do": "leave"}) as answer:
                answer.raise_for_status()
    except (ClientError, OSError, TimeoutError):
        return Joined(host, joined=False)
    return Joined(host, joined=True)
