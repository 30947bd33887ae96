"""Parses the body of a request."""

from __future__ import annotations

from aiohttp import web

from remote import wire


async def asked_of(request: web.Request) -> wire.AnyDo:
    """Return the command in a request. Raises ``Malformed``."""
    if request.content_type == "application/json":
        return wire.from_json(await request.read())
    return wire.from_form(await fields_of(request))


async def fields_of(request: web.Request) -> list[tuple[str, str]]:
    """Return the fields of a form. Raises ``Malformed`` for anything else."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise wire.Malformed
    try:
        posted = await request.post()
    except (ValueError, LookupError) as fault:
        raise wire.Malformed from fault
    return [(name, value) for name, value in posted.items() if isinstance(value, str)]
