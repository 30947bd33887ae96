"""A data folder is filled once a process; each test gets a copy of it."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec

from store.paths import Home, private_folder

Given = ParamSpec("Given")


def made_once(
    fill: Callable[Concatenate[Home, Given], None],
) -> Callable[Concatenate[Home, Given], None]:
    """Fill a data folder by copying one that was filled with the same arguments before."""

    made: dict[str, Path] = {}

    @wraps(fill)
    def copied(home: Home, /, *given: Given.args, **named: Given.kwargs) -> None:
        key = repr((given, named))
        if key not in made:
            folder = TemporaryDirectory()
            atexit.register(folder.cleanup)
            made[key] = private_folder(Path(folder.name) / "data")
            fill(Home(made[key]), *given, **named)
        shutil.copytree(made[key], home.root, dirs_exist_ok=True)

    return copied
