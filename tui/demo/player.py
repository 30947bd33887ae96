"""Plays the sample session to its end without a screen, through the same runtime, journal and TinyDB."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from session.commands import AnyCommand, Strike
from session.recap import Recap
from session.recapping import recap
from session.runtime import Done, replay
from session.state import Rejected
from session.wording.catalogue import say
from store.examples import sample_plan
from store.exports.registry import FORMATS
from store.journal import scan
from store.paths import Home, private_folder
from store.plans import read_plan
from tui.demo.clocks import SetClock
from tui.demo.naming import NotThere, resolved
from tui.demo.script import DAY, WHOLE
from tui.demo.step import OPENED_H, Step
from tui.live import Live, open_session

SESSION = "2026-06-11-hub-futures"

OnStep = Callable[[Step, Done], None]


class ScriptFault(Exception):
    """The sample session can't be played as it is written."""


def opening_time() -> datetime:
    """Return when the sample session is opened: ten o'clock, local time, as aware UTC."""
    return datetime(*DAY, OPENED_H).astimezone(UTC)


async def play(
    live: Live, steps: Iterable[Step], clock: SetClock, *, on_step: OnStep | None = None
) -> None:
    """Play ``steps`` without waiting; ``clock`` is put to each. Raises ``ScriptFault``."""
    for step in steps:
        clock.to(step.at_s)
        done = await give(live, step.command)
        if not isinstance(done, Done):
            raise ScriptFault(f"second {step.at_s}, {step.command}: {_why(done)}")
        if on_step:
            on_step(step, done)


async def give(live: Live, command: AnyCommand, cmd: str = "") -> Done | Rejected | NotThere:
    """Carry out one command of the script, whose names are looked up now; a strike is a real one."""
    try:
        command = resolved(live.runtime.live, command)
    except NotThere as missing:
        return missing
    if isinstance(command, Strike):
        return await live.strike(command.area, command.key)
    return live.handle(command, cmd)


def play_script(out: Path | None = None) -> str:
    """Play the whole sample session and return its recap as plain text, agreed by its group.

    With ``out``, data stays in ``out/data`` and every export is in ``out``; without, the data folder
    is thrown away. Raises ``ScriptFault``, ``CannotOpen``, ``ExportRefused`` and ``OSError``.
    """
    if out is not None:
        home = Home(private_folder(private_folder(out) / "data"))
        return asyncio.run(_played(home, out))
    with tempfile.TemporaryDirectory(prefix="fairsay-demo-") as folder:
        return asyncio.run(_played(Home(Path(folder)), None))


async def _played(home: Home, out: Path | None) -> str:
    clock = SetClock(opening_time())
    plan = read_plan(sample_plan())
    live = open_session(home, plan, session_id=_free(home), readings=clock.readings)
    try:
        await play(live, WHOLE, clock)
        await live.keep_recap()
        told = _checked(live)
        if out is not None:
            for form in FORMATS:
                await live.export(form, out)
    finally:
        kept = live.close()
    if not kept:
        raise ScriptFault(live.saved.trouble)
    (text,) = FORMATS["text"].render(told)
    return text.data.decode()


def _free(home: Home) -> str:
    """Return an id that no session of this folder has: a demo can be played there again."""
    taken = set(home.session_ids())
    names = (SESSION, *(f"{SESSION}-{again}" for again in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _checked(live: Live) -> Recap:
    """Return the recap, once the journal on the disk alone gives the very same one."""
    told = recap(live.runtime.durable)
    kept = scan(live.home.journal(live.session_id), live.session_id)
    if recap(replay(kept.payloads).state) != told:
        raise ScriptFault("The journal on the disk does not give the recap of the session.")
    return told


def _why(refused: Rejected | NotThere) -> str:
    return say(refused.reason, **refused.values) if isinstance(refused, Rejected) else str(refused)
