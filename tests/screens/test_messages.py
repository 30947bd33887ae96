"""Messages are values: what an answer is for is said by fields, never by a function to be called."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from textual.message import Message

from screens import messages

KINDS: dict[str, Any] = {
    name: one
    for name, one in vars(messages).items()
    if isinstance(one, type) and issubclass(one, Message) and one is not Message
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_is_a_dataclass_without_functions(kind: str) -> None:
    assert not [one.name for one in fields(KINDS[kind]) if "Callable" in str(one.type)]
