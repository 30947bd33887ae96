"""A phone as the server knows it: by a random token that only the phone keeps."""

from __future__ import annotations

import hashlib

from session.undo import PHONE

TOKEN_CHARACTERS = 32
COOKIE = "fairsay"


class Phone:
    """One phone. Everything that is kept of it is made from its token and can't be turned back."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.mark = _mark(token, "device")[:32]

    def colours_as(self, idea: str) -> str:
        """Return the mark under which it colours an idea; another one for each idea."""
        return _mark(self.token, f"colour/{idea}")[:12]

    def cmd(self, id: str) -> str:
        """Return the id of a command of this phone that a retry has too; ``id`` is the phone's own."""
        return f"{PHONE}{_mark(self.token, f'do/{id}')[:24]}"

    @property
    def voter(self) -> str:
        """Return who votes: the token itself, of which a box keeps a salted mark only."""
        return self.token


def is_token(text: str) -> bool:
    """Tell whether a cookie holds a token of ours."""
    return len(text) == TOKEN_CHARACTERS and text.isascii() and text.isalnum()


def _mark(token: str, use: str) -> str:
    return hashlib.sha256(f"{token}/{use}".encode()).hexdigest()
