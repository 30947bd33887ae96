"""The live state as screens may report it: agreed only once that is on disk."""

from __future__ import annotations

from session.model.state import State, replace


def acknowledged(live: State, durable: State) -> State:
    """Return ``live`` without an agreement that ``durable`` does not have yet."""
    now, kept = live.agreement, durable.agreement
    if now.agreed_t is not None and now.agreed_t != kept.agreed_t:
        agreed = replace(now, agreed_t=kept.agreed_t, version=kept.version, agreed=kept.agreed)
        live = replace(live, agreement=agreed)
    if live.closing.agreed_t != durable.closing.agreed_t:
        live = replace(live, closing=replace(live.closing, agreed_t=None))
    return live
