"""Exceptions whose text is shown to a person unchanged."""

from __future__ import annotations


class Refusal(Exception):
    """The text is one plain sentence for a person: what was not done, and what to do. Never logged."""
