"""What happened: facts, in the past tense, one class a kind.

A class name is the kind on disk and ``version`` its version; a released pair keeps its meaning for
good. ``final`` is empty when the command behind it can be undone, otherwise the wording key that
says why not. Wall time, session time and order are in the envelope, not here.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all events share."""

    version: ClassVar[int] = 1
    final: ClassVar[str] = ""
