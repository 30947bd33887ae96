"""Fairsay on the laptop: the program itself in a real terminal, for phones to take part beside it."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TMUX = shutil.which("tmux")
SIZE = ("120", "36")
_FAIRSAY = "import sys; from tui.cli.main import main; sys.exit(main())"
_FOR_UP_TO_S = 20.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Board:
    """One program at a time in a terminal of its own, which ``stop`` takes away."""

    def __init__(self, home: Path, port: int) -> None:
        self._home, self._port = home, port
        self._socket = f"fairsay-{port}"

    async def start(self, *words: str) -> None:
        """Start ``fairsay WORDS`` so that phones of this machine reach it."""
        env = {
            "FAIRSAY_HOME": str(self._home),
            "FAIRSAY_STATE": str(self._home / "state"),
            "TERM": "screen-256color",
            "FAIRSAY_KEYS": "all",
        }
        told = [f"{key}={value}" for key, value in env.items()]
        served = ["--host", "127.0.0.1", "--port", str(self._port)]
        program = [sys.executable, "-c", _FAIRSAY, words[0], *served, *words[1:]]
        command = shlex.join(["env", *told, *program])
        width, height = SIZE
        await self._tmux("new-session", "-d", "-x", width, "-y", height, command)

    async def keys(self, *keys: str) -> None:
        """Press keys, by their names in tmux."""
        for key in keys:
            await self._tmux("send-keys", key)

    async def types(self, text: str) -> None:
        await self._tmux("send-keys", "-l", text)

    async def shows(self) -> str:
        """Return what stands on the screen, as one line of words."""
        drawn = await self._tmux("capture-pane", "-p")
        return " ".join(re.sub("[─│╭╮╰╯]", " ", drawn).split())

    async def sees(self, *texts: str, without: str = "no such words") -> None:
        """Wait until all of ``texts`` stand on the screen, and ``without`` does not."""
        shown = without
        try:
            async with asyncio.timeout(_FOR_UP_TO_S):
                while without in shown or not all(text in shown for text in texts):
                    # Each look is a program of its own and takes its time.
                    shown = await self.shows()
        except TimeoutError:
            pytest.fail(f"{texts} did not come, but: {shown}")

    async def kill(self) -> None:
        """Let the program die at once, as when the power goes."""
        pid = int(await self._tmux("display-message", "-p", "#{pane_pid}"))
        os.kill(pid, signal.SIGKILL)
        async with asyncio.timeout(_FOR_UP_TO_S):
            # The terminal goes with the program that was in it.
            while await self._tmux("list-sessions"):
                pass

    def stop(self) -> None:
        subprocess.run(
            ["tmux", "-L", self._socket, "kill-server"], capture_output=True, check=False
        )

    async def _tmux(self, *words: str) -> str:
        child = await asyncio.create_subprocess_exec(
            "tmux",
            "-L",
            self._socket,
            "-f",
            "/dev/null",
            *words,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        said, _ = await child.communicate()
        return said.decode()
