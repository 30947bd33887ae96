"""Events of a journal that are decoded together, those of one kind at once, are the same as alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from session import envelope
from session.model.protocol import Event
from session.model.record import NoteWritten
from session.model.state import Instant
from session.model.votes import BallotsBegun

NOW = Instant(0, datetime(2026, 11, 29, tzinfo=UTC))
EVENTS: tuple[Event, ...] = (
    NoteWritten(note="n-1", text="one"),
    BallotsBegun(round="r-1"),
    NoteWritten(note="n-2", text="two"),
)
UNKNOWN = b'{"n":4,"t":0,"at":"","run":"","cmd":"","k":"Sung","v":1,"d":{}}'
NEWER = b'{"n":4,"t":0,"at":"","run":"","cmd":"","k":"NoteWritten","v":99,"d":{}}'
ODD = b'{"n":4,"t":0,"at":"","run":"","cmd":"","k":"NoteWritten","v":1,"d":{"note":7}}'


@pytest.mark.parametrize("odd", [UNKNOWN, NEWER, ODD, b"[]", b"{", b'"},{"'])
def test_what_cant_be_read_is_none_and_the_rest_is_the_same(odd: bytes) -> None:
    payloads = envelope.encode_all(1, NOW, "run", "cmd", EVENTS)

    told = [*envelope.by_kind((*payloads, odd))]

    assert None in told
    assert {one for events in told for one in events or ()} == set(EVENTS)


def test_all_of_a_kind_come_together() -> None:
    payloads = envelope.encode_all(1, NOW, "run", "cmd", EVENTS)

    assert [*envelope.by_kind(payloads)] == [[EVENTS[0], EVENTS[2]], [EVENTS[1]]]
    assert [*envelope.by_kind(())] == []
