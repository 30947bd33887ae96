"""What a series has to hand on when a session of it is opened."""

from contextlib import suppress

from session.model.carried import Carried
from session.model.recap import Recap
from session.rules.carry_over import carried
from store.exports.placing import ExportRefused
from store.library.recaps import recap_on_disk
from store.library.series import Series, series_id
from store.library.sums import as_agreed
from store.paths import Home


def carried_over(home: Home, name: str) -> Carried:
    """Return what the series called ``name`` leaves to its next session; nothing outside a series.

    Raises UnreadableStore, NewerStore and OSError.
    """
    sid = series_id(name)
    if not name or not home.series_file(sid).exists():
        return Carried()
    with Series(home, sid, writable=False) as series:
        newest = series.recaps()
    recaps: list[Recap] = []
    for kept in newest:
        with suppress(ExportRefused):
            # What is not as it was saved is made again from its journal, where that is there.
            whole = kept.recap if as_agreed(home, kept) else None
            recaps.append(whole or recap_on_disk(home, kept.session))
    return carried(sorted(recaps, key=lambda recap: recap.stamp))
