"""The hall check of this laptop, while nothing else waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.library import Library
from screens.messages import HallAsked, HallSeen
from tui.controllers.phones import PhonesController
from tui.controllers.session import SessionController
from tui.shell import Shell

if TYPE_CHECKING:
    from app.hall.probes import Probes


class HallController:
    """Answers ``HallAsked``; ``probes`` is what it looks at, if that is not this laptop."""

    def __init__(
        self, shell: Shell, session: SessionController, phones: PhonesController, desk: Library
    ) -> None:
        self._shell, self._session, self._phones, self._desk = shell, session, phones, desk
        self.probes: Callable[[], Probes] | None = None

    def look(self, message: HallAsked) -> None:
        """Check the hall; asked twice, only the later answer is shown."""
        self._shell.work(partial(self._look, message), "hall", exclusive=True)

    async def _look(self, message: HallAsked) -> None:
        # Looking at everything takes libraries that a session without it does not need.
        from app.hall.check import check_hall

        probes = (self.probes or partial(self._here, message))()
        report = await check_hall(probes)
        message.asker.post_message(HallSeen(report))

    def _here(self, message: HallAsked) -> Probes:
        from app.hall.probes import probes_here
        from tui.hall import terminal_of
        from tui.places import missing_for_letters

        terminal = terminal_of(message.asker.app.console, self._shell.size)
        letters, live = missing_for_letters, self._session.live
        return probes_here(self._desk, terminal, letters, self._phones.ways, live)
