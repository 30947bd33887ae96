"""What somebody missed of a series, in the forms that people read."""

from __future__ import annotations

from session.views.side import OneSide
from session.wording.catalogue import say
from store.exports.outline import Outline, tidied
from store.exports.placing import ExportRefused
from store.exports.reading import side_section
from store.exports.registry import READING


def drawn(side: OneSide, suffix: str, *, large: bool = False, stamp: str = "") -> bytes:
    """Return a side as a file with this ending. Raises ``ExportRefused`` for an ending that none has."""
    form = next((one for one in READING if one.suffix == suffix.lower()), None)
    if form is None:
        known = ", ".join(one.suffix for one in READING)
        raise ExportRefused(say("refused.export_ending", ending=suffix, endings=known))
    side = tidied(side)
    sections = tuple(map(side_section, side.parts))
    page = Outline(side.title, say("catchup.kicker"), "", "", (side.when,), sections, large=large)
    return form.render(page, stamp)
