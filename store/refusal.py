"""What can't be done, and is told to a person as it stands."""

from __future__ import annotations


class Refusal(Exception):
    """The text is one plain sentence for a person: what was not done, and what to do. It goes to no log."""
