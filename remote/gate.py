"""Admits or rejects every request: by origin, size, session and rate.

All of this is checked before the session is involved, in the order of ``docs/phone-api.md``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiohttp import web

from remote import codes
from remote.addresses import Public
from remote.answers import Answers, too_often
from remote.limits import Limits
from remote.room import Room

_GUESS_RATE, _GUESS_BURST = 1 / 6, 10
"""Wrong codes allowed per second from one address, and in a burst."""
_LOOK_RATE, _LOOK_BURST = 2, 30
"""Pages, states and connections allowed per second for one phone, and in a burst."""
_COME_RATE, _COME_BURST = 100, 400
"""Pages for clients that have not joined, from one address: a hall behind one router has a single address."""


class Gate:
    """Runs before every handler of the page's server."""

    def __init__(
        self,
        room: Room,
        answers: Answers,
        hosts: Callable[[], set[str]],
        public: Public | None,
        body_s: float,
        clock: Callable[[], float],
    ) -> None:
        self._room, self._answers, self._hosts, self._public = room, answers, hosts, public
        self._body_s = body_s
        self._guesses = Limits(_GUESS_RATE, _GUESS_BURST, clock)
        self._looks = Limits(_LOOK_RATE, _LOOK_BURST, clock)
        self._comes = Limits(_COME_RATE, _COME_BURST, clock)

    async def stopped(self, request: web.Request) -> web.StreamResponse | None:
        """Return the response that rejects a request; ``None`` to admit it."""
        if not self._may_ask(request):
            return self._answers.no(request, 403, "phone.elsewhere")
        if request.can_read_body:
            try:
                async with asyncio.timeout(self._body_s):
                    await request.read()
            except TimeoutError:
                answer = self._answers.no(request, 408, "phone.too_slow")
                answer.force_close()
                return answer
        code = request.match_info.get("code")
        return None if code is None else self._known(request, code)

    def _known(self, request: web.Request, code: str) -> web.StreamResponse | None:
        phone, address = self._answers.joined(request), request.remote or ""
        door = self._room.state.door
        # The code may have been renewed since this phone joined.
        theirs = (door.code, *door.before) if phone else (door.code,)
        right = any(codes.same(code, one) for one in theirs)
        if phone is None and (wait := self._guesses.left_s(address)):
            # Also for the right code: otherwise a guessing client would learn that it is right.
            return self._answers.refuse(request, too_often(wait))
        if not right:
            if codes.could_be(code) and not any(codes.same(code, one) for one in door.before):
                self._guesses.wait_s(address)
            return self._answers.no(request, 404, "phone.wrong_code")
        if request.method == "POST":
            return None
        wait = self._looks.wait_s(phone.mark) if phone else self._comes.wait_s(address)
        return self._answers.refuse(request, too_often(wait)) if wait else None

    def _may_ask(self, request: web.Request) -> bool:
        hosts = self._hosts() | ({self._public.host} if self._public else set())
        if request.headers.get("Host", "").lower() not in hosts:
            return False
        origin = request.headers.get("Origin")
        allowed = {f"http://{host}" for host in self._hosts()}
        if self._public:
            allowed.add(self._public.origin)
        return origin is None or origin.lower() in allowed
