"""How the time of a plan is shared out among its items."""

from __future__ import annotations

from session.model.plan import Plan


def time_shares(plan: Plan, cells: int) -> tuple[int, ...]:
    """Return how many of ``cells`` each item gets, at least one each; empty if nothing has minutes or they are too many.

    An item without a set length gets one.
    """
    minutes = [one.minutes or 0 for one in plan.agenda]
    rest = cells - len(minutes)
    if not sum(minutes) or rest < 0:
        return ()
    exact = [n * rest / sum(minutes) for n in minutes]
    shares = [int(share) for share in exact]
    # The largest remainders get what is left over, so that all cells are used.
    by_remainder = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for n in by_remainder[: rest - sum(shares)]:
        shares[n] += 1
    return tuple(share + 1 for share in shares)
