"""Closing a vote with a full box: until its tally is on the disk and the box is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from app.live_session import LiveSession
from app.open_session import resume_session
from bench.fixture import Session
from bench.report import Figure, seconds
from session.model.votes import CloseRound, OpenRound, RevealRound
from session.rules.ballots import Ballot, Voter
from session.runtime import Done
from store.journal.boxes import boxes
from store.paths import Home

BALLOTS = 200
ROUNDS = 5
LIMIT_MS = 100.0


def closed(
    made: Session, folder: Path, ballots: int = BALLOTS, rounds: int = ROUNDS
) -> Iterator[Figure]:
    """Yield the slowest closing of a vote of so many ballots, in milliseconds."""
    home = Home(folder / "ballots")
    made.save(home)
    live = resume_session(home, made.id)
    try:
        taken = [_close(live, nth, ballots) for nth in range(rounds)]
        left = boxes(home, made.id)
    finally:
        live.close()
    assert left == ()
    synced = [seconds(lambda: _synced(folder / "beside", 4000)) for _ in range(rounds)]
    yield Figure(
        name=f"closing a vote of {ballots} ballots",
        note=f"slowest of {rounds}, until durable and the box is gone",
        unit="ms",
        value=max(taken) * 1000,
        floor=max(synced) * 1000,
        floor_is="one fdatasync",
        promise=f"≤ {LIMIT_MS:.0f} ms",
        limit=LIMIT_MS,
    )


def _close(live: LiveSession, nth: int, ballots: int) -> float:
    opened = live.handle(
        OpenRound(question=f"Which first, {nth}?", options=("Bus", "Soup"), method="dots", dots=3)
    )
    assert isinstance(opened, Done)
    vote = next(reversed(live.runtime.live.rounds.values()))
    one, two = vote.options
    for voter in range(ballots):
        live.ballots.cast(vote.id, Voter(f"voter {voter}"), Ballot("pass", {one: 1, two: 2}))
    live.settle()
    start = perf_counter()
    live.handle(CloseRound(round=vote.id))
    live.settle()
    took = perf_counter() - start
    live.handle(RevealRound(round=vote.id))
    return took


def _synced(path: Path, length: int) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(fd, b"x" * length)
        os.fdatasync(fd)
    finally:
        os.close(fd)
