"""Phones that have joined: which one a mark stands for, and whose they are."""

from __future__ import annotations

from session.entries.phones import Device
from session.state import State


def device_of(state: State, mark: str) -> Device | None:
    """Return the phone with this mark, if it has joined and may still take part."""
    device = state.devices.get(mark)
    return None if device is None or device.out else device


def devices_of(state: State, person: str) -> tuple[Device, ...]:
    """Return the phones of a person that may still take part; somebody may have several."""
    return tuple(one for one in state.devices.values() if one.person == person and not one.out)


def joined(state: State) -> int:
    """Count the phones that have joined and not left."""
    return sum(not device.out for device in state.devices.values())


def with_phones(state: State) -> frozenset[str]:
    """Return the ids of the people who have a phone in."""
    return frozenset(device.person for device in state.devices.values() if not device.out)
