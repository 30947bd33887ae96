"""Phones that have joined: looking them up by mark and by person."""

from __future__ import annotations

from session.model.people import Consent, Person
from session.model.phones import Device
from session.model.state import State, replace


def device_of(state: State, mark: str) -> Device | None:
    """Return the phone with this mark, if it has joined and may still take part."""
    device = state.devices.get(mark)
    return None if device is None or device.out else device


def devices_of(state: State, person: str) -> tuple[Device, ...]:
    """Return the phones of a person that may still take part; a person may have several."""
    return tuple(one for one in state.devices.values() if one.person == person and not one.out)


def noes(consent: Consent) -> tuple[str, ...]:
    """Return the questions of consent that were answered with no."""
    return tuple(one for one in Consent.__struct_fields__ if getattr(consent, one) is False)


def unbound(state: State, person: Person) -> State:
    """Let a person's phones change again the consents whose no was revoked on the laptop."""
    still = noes(person.consent)
    freed = {
        mark: replace(device, noes=tuple(one for one in device.noes if one in still))
        for mark, device in state.devices.items()
        if device.person == person.id and not set(device.noes) <= set(still)
    }
    return replace(state, devices=state.devices | freed) if freed else state


def joined(state: State) -> int:
    """Count the phones that have joined and not left."""
    return sum(not device.out for device in state.devices.values())


def with_phones(state: State) -> frozenset[str]:
    """Return the ids of the people who have a phone connected."""
    return frozenset(device.person for device in state.devices.values() if not device.out)
