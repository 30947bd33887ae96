"""The command line, run as ``python -m tui.cli``."""

from __future__ import annotations

import sys

from tui.cli.main import main

sys.exit(main())
