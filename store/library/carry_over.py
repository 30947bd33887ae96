"""What a series has to hand on when a session of it is opened."""

from session.model.carried import Carried
from session.rules.carry_over import carried
from store.library.series import Series, series_id
from store.paths import Home


def carried_over(home: Home, name: str) -> Carried:
    """Return what the series called ``name`` leaves to its next session; nothing outside a series.

    Raises UnreadableStore, NewerStore and OSError.
    """
    sid = series_id(name)
    if not name or not home.series_file(sid).exists():
        return Carried()
    with Series(home, sid, writable=False) as series:
        recaps = series.recaps()
    return carried(sorted(recaps, key=lambda recap: recap.stamp))
