"""What every test shares: how hypothesis searches."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is not a failing test; the same examples every time keep a failure repeatable.
settings.register_profile("fairsay", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("fairsay")
