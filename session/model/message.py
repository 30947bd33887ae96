"""The bases of commands and events.

A command is what somebody asks for: imperative, may be refused. ``undoable`` is ``True``, or the
wording key that says why the command can't be undone. Empty ids mean "the one meant by context"
where a docstring says so; minutes are whole.

A fact is what happened: in the past tense, one class a kind. A class name is the kind on disk and
``version`` its version; a released pair keeps its meaning for good. A version that is read and no longer
written is a class of its own, with its kind in ``on_disk``. ``final`` is empty when the
command behind it can be undone, otherwise the wording key that says why not. Wall time, session
time and order are in the envelope, not here.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Command(Struct, frozen=True, kw_only=True, tag=True):
    """What all commands share."""

    undoable: ClassVar[bool | str] = True


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all events share."""

    on_disk: ClassVar[str] = ""
    version: ClassVar[int] = 1
    final: ClassVar[str] = ""
