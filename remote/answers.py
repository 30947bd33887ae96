"""The server's responses, as JSON or as a page: a refusal with its sentence, or a redirect to the page."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable

import msgspec
from aiohttp import web
from msgspec import Struct

from remote import codes, pages
from remote.addresses import Public
from remote.phone import COOKIE, TOKEN_CHARACTERS, Phone, is_token
from remote.room import Room
from remote.wire import AnyDo, Join, Vote, texts
from session.model.state import Rejected
from session.rules.devices import device_of
from session.wording.catalogue import CATALOGUE, refusal, say

_AGE_S = 7 * 24 * 3600
_TOKEN = string.ascii_letters + string.digits

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Without a referrer a browser would send "null" as the origin of our own forms.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def new_token() -> str:
    """Return a token for a new phone: 190 random bits."""
    return "".join(secrets.choice(_TOKEN) for _ in range(TOKEN_CHARACTERS))


def wants_json(request: web.Request) -> bool:
    """Return whether the client is the page's script, or a program; otherwise a person reads the response."""
    return (
        request.content_type == "application/json"
        or "application/json" in request.headers.get("Accept", "")
        or request.path.endswith(("/live", "/state"))
    )


def unreadable(status: int) -> web.Response:
    """Respond to bytes that are not an HTTP request."""
    page = pages.said_page(say("phone.malformed"), "", {})
    return web.Response(status=status, text=page, content_type="text/html", headers=HEADERS)


class No(Struct, frozen=True):
    """A refusal: HTTP status, reason as a key, and a sentence."""

    status: int
    reason: str
    say: str
    wait_s: int = 0
    """Seconds to wait before retrying; 0 when retrying does not help."""


def not_kept() -> No:
    """Return the refusal because the disk does not save; the laptop shows what can be done."""
    return No(503, "refused.not_saved", say("page.not_saving"))


def too_often(wait_s: float) -> No:
    """Return the refusal because of the rate limit; a retry is possible in ``wait_s`` seconds."""
    return No(429, "phone.too_often", say("phone.too_often"), max(1, round(wait_s + 0.5)))


def malformed() -> No:
    """Return the refusal of an unknown request."""
    return No(400, "phone.malformed", say("phone.malformed"))


def refused(rejected: Rejected) -> No:
    """Return why the session refuses, in words for somebody at a phone where there are such."""
    return No(409, rejected.reason, sentence(rejected))


def sentence(rejected: Rejected) -> str:
    """Return the sentence itself."""
    own = f"phone.{rejected.reason}"
    return say(own) if own in CATALOGUE else refusal(rejected)


class Answers:
    """The responses to one session's phones."""

    def __init__(self, room: Room, public: Public | None) -> None:
        self._room, self._public = room, public
        self.pages = pages.Pages(room)

    def back(self, request: web.Request, phone: Phone, said: str = "") -> web.Response:
        """Redirect to the page, so that a reload does not repeat the request."""
        where = f"/{self._room.state.door.code}" + (f"?said={said}" if said else "")
        answer = web.Response(status=303, headers={"Location": where})
        self.remember(request, answer, phone.token)
        return answer

    def remember(self, request: web.Request, answer: web.StreamResponse, token: str) -> None:
        """Set the token's cookie; restricted to https if the phone came by https."""
        answer.set_cookie(
            COOKIE,
            token,
            max_age=_AGE_S,
            httponly=True,
            secure=self.through(request).locked,
            samesite="Lax",
            path="/",
        )

    def through(self, request: web.Request) -> pages.Through:
        """Return how a phone's request arrived."""
        here, public = request.headers.get("Host", "").lower(), self._public
        if public is None or public.host != here:
            return pages.Through()
        return pages.Through(here, locked=public.url.startswith("https:"))

    def asking(self, request: web.Request) -> Phone | None:
        """Return the phone of a request, if it has a valid token; it may not have joined."""
        token = request.cookies.get(COOKIE, "")
        if not is_token(token):
            return None
        phone = Phone(token, self._room.state.meta.id)
        self._room.met(phone.token, phone.mark)
        return phone

    def joined(self, request: web.Request) -> Phone | None:
        """Return the phone of a request, if it has joined and may still take part."""
        phone = self.asking(request)
        return phone if phone and device_of(self._room.state, phone.mark) else None

    def no(self, request: web.Request, status: int, reason: str) -> web.Response:
        """Refuse with the sentence of ``reason``."""
        return self.refuse(request, No(status, reason, say(reason)))

    def refuse(
        self,
        request: web.Request,
        no: No,
        typed: dict[str, str] | None = None,
        page: str = "",
    ) -> web.Response:
        """Refuse: as JSON to a program, otherwise as ``page``, or as a page with the sentence.

        ``typed`` is put back into the form there, by field name.
        """
        headers = {"Retry-After": str(no.wait_s)} if no.wait_s else None
        if wants_json(request):
            body = msgspec.json.encode({"ok": False, "reason": no.reason, "say": no.say})
            kind = "application/json"
            return web.Response(status=no.status, body=body, content_type=kind, headers=headers)
        told = page or pages.said_page(no.say, self._way_back(request), typed or {})
        return web.Response(status=no.status, text=told, content_type="text/html", headers=headers)

    def refuse_join(self, request: web.Request, no: No, form: Join) -> web.Response:
        """Show why joining was refused, above the form with its values."""
        put_out = no.reason == pages.ASKED.removeprefix("phone.")
        page = (
            ""
            if put_out
            else self.pages.first(
                "", self.through(request), form, no.say, taken=no.reason == "refused.name_taken"
            )
        )
        return self.refuse(request, no, page=page)

    def refuse_do(
        self, request: web.Request, no: No, asked: AnyDo, whole: Callable[[], bytes]
    ) -> web.Response:
        """Show why a request was refused, with its values; ``whole`` returns the phone's state."""
        page = ""
        if isinstance(asked, Vote) and not wants_json(request):
            page = self.pages.page(whole(), "", self.through(request), asked.dots, no.say)
        return self.refuse(request, no, texts(asked), page)

    def _way_back(self, request: web.Request) -> str:
        """Return the join code, only to clients that know it already."""
        code = self._room.state.door.code
        knows = codes.same(request.match_info.get("code", ""), code) or self.joined(request)
        return code if knows else ""
