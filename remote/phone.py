"""A phone as the server sees it: identified by a random token that only the phone stores."""

from __future__ import annotations

import hashlib

from session.rules.ballots import Voter
from session.undo import PHONE

TOKEN_CHARACTERS = 32
COOKIE = "fairsay"


class Phone:
    """One phone in one session.

    Only irreversible hashes of its token are stored. A browser has one token for all sessions of a laptop, so
    every hash includes the session id: sessions can't be linked by it.
    """

    def __init__(self, token: str, session: str) -> None:
        self.token = token
        self._secret = f"{session}/{token}"
        self.mark = _mark(self._secret, "device")[:32]

    def colours_as(self, idea: str) -> str:
        """Return the mark under which it colours an idea; different for each idea."""
        return _mark(self._secret, f"colour/{idea}")[:12]

    def cmd(self, id: str) -> str:
        """Return the id of a command of this phone, the same for a retry; ``id`` is the phone's own."""
        return f"{PHONE}{_mark(self._secret, f'do/{id}')[:24]}"

    def voter(self, person: str) -> Voter:
        """Return the voter, identified by the token itself, of which a box stores only a salted hash."""
        return Voter(self.token, person, self.mark)


def is_token(text: str) -> bool:
    """Return whether a cookie value is a valid token."""
    return len(text) == TOKEN_CHARACTERS and text.isascii() and text.isalnum()


def _mark(secret: str, use: str) -> str:
    return hashlib.sha256(f"{secret}/{use}".encode()).hexdigest()
