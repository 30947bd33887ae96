"""The page's server: started when joining is opened, stopped within a second even with connected phones.

The checks of every request have one order, which is the order of ``docs/phone-api.md``: origin (403), size
(413) and session (404), all in ``remote.gate``; permission (403), whether the disk saves (503), the
content (400), the rate (429), and only then the session's own answer (409 or 200).
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from remote import doing, missed, wire
from remote.addresses import Public
from remote.answers import (
    HEADERS,
    Answers,
    No,
    malformed,
    new_token,
    not_kept,
    refused,
    too_often,
    unreadable,
    wants_json,
)
from remote.bodies import asked_of, fields_of
from remote.gate import Gate
from remote.hub import Hub
from remote.limits import Limits
from remote.lines import Lines, let_go
from remote.listening import IDLE_S, Listening
from remote.pages import ASKED, WAITS, asset
from remote.phone import Phone
from remote.room import NotKept, Room
from session.model.state import Rejected
from session.rules.devices import device_of
from session.views.in_private import answer
from session.wording.catalogue import say

BODY_MOST = 8 * 1024
JOIN_RATE, JOIN_BURST = 180, 700
"""Joins allowed per second, and in a burst."""
ADDRESS_RATE, ADDRESS_BURST = 100, 400
"""The same from one address: a hall behind one router has a single address, and a flood from one address leaves
room for others.
"""
HEARTBEAT_S = 25.0
RETURN_S = 4
"""Interval, in seconds, at which the page of a phone that waits to rejoin is reloaded."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PhoneServer:
    """Serves one session's page, on the event loop it was started on.

    ``broken`` logs unexpected exceptions; the phone gets a sentence all the same.
    """

    def __init__(
        self,
        room: Room,
        *,
        hosts: Callable[[], set[str]],
        public: Public | None = None,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
        clock: Callable[[], float] = time.monotonic,
        idle_s: float = IDLE_S,
        heartbeat_s: float = HEARTBEAT_S,
        broken: Callable[[Exception], object] = lambda _: None,
    ) -> None:
        self._room, self._new_id, self._broken = room, new_id, broken
        self._answers = Answers(room, public)
        self.hub = Hub(room, broken)
        self._lines = Lines(self.hub, heartbeat_s)
        self.port = 0
        self._listening = Listening(self._routes(), unreadable, idle_s)
        self._gate = Gate(room, self._answers, hosts, public, idle_s, clock)
        self._joins = Limits(JOIN_RATE, JOIN_BURST, clock)
        self._joins_by = Limits(ADDRESS_RATE, ADDRESS_BURST, clock)
        self._asks = Limits(4, 30, clock)

    async def start(self, host: str = "", ports: tuple[int, ...] = (0,)) -> int:
        """Serve on the first free port of ``ports``; returns it. Raises ``OSError``."""
        self.port = await self._listening.start(host, ports)
        self.hub.start()
        return self.port

    async def stop(self) -> None:
        """Close every connection and stop serving, also if nobody waits until that is done."""
        try:
            await self.hub.stop()
        finally:
            await self._listening.stop()

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=BODY_MOST, middlewares=[self._checked])
        app.add_routes(
            [
                web.get("/page.css", self._asset),
                web.get("/page.js", self._asset),
                web.get("/{code}", self._page),
                web.get("/{code}/", self._slash),
                web.post("/{code}/join", self._join),
                web.post("/{code}/do", self._do),
                web.get("/{code}/live", self._live),
                web.get("/{code}/state", self._state),
                web.get("/{code}/recap", self._recap),
                web.get("/{code}/missed", self._missed),
            ]
        )
        app.on_shutdown.append(self._lines.close)
        return app

    @web.middleware
    async def _checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._listening.heard(request.protocol)
        try:
            answer = await self._gate.stopped(request) or await handler(request)
        except NotKept:
            answer = self._answers.refuse(request, not_kept())
        except web.HTTPRequestEntityTooLarge:
            answer = self._answers.no(request, 413, "phone.too_large")
        except (web.HTTPException, HttpProcessingError) as fault:
            answer = self._answers.no(request, getattr(fault, "status", 400), "phone.not_here")
            let_go(fault)
        except Exception as fault:  # noqa: BLE001 - the last resort: the phone gets a sentence, the log the exception
            self._broken(fault)
            answer = self._answers.no(request, 500, "phone.fault")
        if not answer.prepared:
            for name, value in HEADERS.items():
                # The recap has its own content security policy for its styles.
                answer.headers.setdefault(name, value)
        return answer

    # The handlers.

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        body, kind = asset(request.path)
        return web.Response(body=body, content_type=kind, charset="utf-8")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        state, told = self._room.state, request.query.get("said", "")
        through, pages = self._answers.through(request), self._answers.pages
        if phone := self._answers.joined(request):
            whole, _ = self.hub.whole(phone)
            body = pages.page(whole, told, through)
            return web.Response(text=body, content_type="text/html")
        before = self._answers.asking(request)
        put_out = before and before.mark in state.devices and state.devices[before.mark].asked
        waits = before is not None and before.mark in state.returns
        body = pages.first(ASKED if put_out else WAITS if waits else told, through)
        answer = web.Response(text=body, content_type="text/html")
        if waits:
            answer.headers["Refresh"] = str(RETURN_S)
        if before is None:
            # Identified from here on: pressing Join twice, or losing the response, joins once.
            self._answers.remember(request, answer, new_token())
        return answer

    async def _slash(self, request: web.Request) -> web.StreamResponse:
        # Trailing slashes are easily added when an address is typed off a screen.
        return web.Response(status=303, headers={"Location": f"/{request.match_info['code']}"})

    async def _join(self, request: web.Request) -> web.StreamResponse:
        room, answers = self._room, self._answers
        before = answers.asking(request)
        phone = before or Phone(new_token(), room.state.meta.id)
        if device_of(room.state, phone.mark):
            return answers.back(request, phone)
        if not room.state.door.open:
            return answers.no(request, 403, "refused.door_closed")
        try:
            form = wire.joining(await fields_of(request))
        except wire.Malformed:
            return answers.refuse(request, malformed() if room.saving else not_kept())
        if not room.saving:
            return answers.refuse_join(request, not_kept(), form)
        # The address first: requests it is refused for consume nothing from the shared limit.
        if wait := self._joins_by.wait_s(request.remote or "") or self._joins.wait_s(""):
            return answers.refuse_join(request, too_often(wait), form)
        if before is None and not wants_json(request):
            # A browser that kept the first page's cookie would have one: each press of Join would be somebody
            # new.
            no = No(409, "phone.no_cookie", say("phone.no_cookie"))
            answer = answers.refuse_join(request, no, form)
            answers.remember(request, answer, phone.token)
            return answer
        try:
            come = doing.ask_back if form.again else doing.join
            done = await come(room, phone, form, self._new_id)
        except NotKept:
            return answers.refuse_join(request, not_kept(), form)
        if isinstance(done, Rejected):
            if done.reason == "refused.device_here":
                return answers.back(request, phone)
            return answers.refuse_join(request, refused(done), form)
        return answers.back(request, phone, done.say)

    async def _do(self, request: web.Request) -> web.StreamResponse:
        room, answers = self._room, self._answers
        asking = answers.asking(request)
        try:
            asked = await asked_of(request)
        except wire.Malformed:
            asked = None
        if asking and asked and (again := await doing.left_before(room, asking, asked)):
            return self._did(request, asking, again, left=True)
        phone = answers.joined(request)
        if phone is None:
            return answers.no(request, 403, "refused.device_unknown")
        if asked is None:
            return answers.refuse(request, malformed() if room.saving else not_kept())
        try:
            no = not_kept() if not room.saving else None
            if no is None and (wait := self._asks.wait_s(phone.mark)):
                no = too_often(wait)
            if no is None:
                done = await doing.carry_out(room, phone, asked, self._new_id)
                if not isinstance(done, Rejected):
                    self.hub.touch(phone)
                    return self._did(request, phone, done, left=isinstance(asked, wire.Leave))
                no = refused(done)
        except NotKept:
            no = not_kept()
        return answers.refuse_do(request, no, asked, lambda: self.hub.whole(phone)[0])

    def _did(
        self, request: web.Request, phone: Phone, done: doing.Kept, *, left: bool
    ) -> web.StreamResponse:
        if wants_json(request):
            self.hub.refresh()
            # Counts what phones are shown, not the journal's events: that would reveal private ones.
            told = {
                "ok": True,
                "n": self.hub.frames.version,
                "say": answer(self._room.state, done.say),
            }
            response: web.Response = web.json_response(told)
        else:
            response = self._answers.back(request, phone, done.say)
        if left:
            # The next person to use this phone is somebody else.
            self._answers.remember(request, response, new_token())
        return response

    async def _state(self, request: web.Request) -> web.StreamResponse:
        phone = self._answers.joined(request)
        if phone is None:
            return self._answers.no(request, 403, "refused.device_unknown")
        body, tag = self.hub.whole(phone)
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=body, content_type="application/json", headers={"ETag": tag})

    async def _missed(self, request: web.Request) -> web.StreamResponse:
        phone = self._answers.joined(request)
        if phone is None:
            return self._answers.no(request, 403, "refused.device_unknown")
        return await missed.answer(self._room, phone)

    async def _recap(self, request: web.Request) -> web.StreamResponse:
        if self._answers.joined(request) is None:
            return self._answers.no(request, 403, "refused.device_unknown")
        body = await self._room.handout("html")
        named = {"Content-Disposition": 'attachment; filename="recap.html"'}
        style = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        headers = (named if "file" in request.query else {}) | style
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        phone = self._answers.joined(request)
        if phone is None:
            return self._answers.no(request, 403, "refused.device_unknown")
        if len(self._lines) >= self._listening.most:
            return self._answers.no(request, 503, "phone.full")
        return await self._lines.serve(request, phone)
