"""What somebody asks for: imperative, may be refused.

``undoable`` is ``True``, or the wording key that says why the command can't be undone.
Empty ids mean "the one meant by context" where a docstring says so; minutes are whole.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Command(Struct, frozen=True, kw_only=True, tag=True):
    """What all commands share."""

    undoable: ClassVar[bool | str] = True
