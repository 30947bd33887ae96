"""Large letters on a screen of 200×56: the first, a change, and what they take in memory.

Times are of the processor, so that what else runs on the machine is not in them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.fixture import Session
from bench.report import Figure

FIRST_MS, WARM_MS, MEMORY_MB = 12.0, 4.0, 12.0
RUNS = 5
_MEASURED = """
import json
from time import process_time
from screens.widgets import glyphs, lettering, typeface
import inspect, locale, platform, selectors, subprocess, tempfile  # as the program has them by then

def memory():
    return next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith('VmRSS')) / 1024

def took(deed):
    begun = process_time()
    deed()
    return (process_time() - begun) * 1000

WIDTH, HEIGHT = 192, 40
texts = [f'What should the hub offer next winter, and who would use it on day {n}?' for n in range(40)]
texts += [f'اگلی سردیوں میں مرکز کو کیا پیش کرنا چاہیے، اور کون اسے استعمال کرے گا {n}؟' for n in range(40)]
before = memory()

imported = took(typeface.missing)
first = took(lambda: lettering.letters('Who are we, and what do we want?', WIDTH, HEIGHT))
for text in texts[::8]:
    lettering.letters(text + ' ', WIDTH, HEIGHT)
warm = [took(lambda: lettering.letters(text, WIDTH, HEIGHT)) for text in texts]

def bare(text):
    found = typeface.shaped(text)
    for word in found.words:
        for piece in word.pieces:
            for glyph in piece.glyphs:
                glyphs.bitmap.__wrapped__(piece.face, glyph.id, 20)

floor = [took(lambda: bare(text)) for text in texts]
print(json.dumps({'imported': imported, 'first': first, 'warm': sorted(warm)[len(warm) // 2],
                  'glyphs': sorted(floor)[len(floor) // 2], 'memory': memory() - before, 'before': before}))
"""


def figures(_: Session, __: Path, runs: int = RUNS) -> Iterator[Figure]:
    """Yield the figures of large letters, each run in a program of its own, so that the first is the first."""
    told = [_run() for _ in range(runs)]

    def middle(name: str) -> float:
        return median(one[name] for one in told)

    yield Figure(
        name="large letters, the first, processor",
        note="their libraries are loaded after the first paint, beside the loop",
        unit="ms",
        value=middle("first"),
        floor=middle("imported"),
        floor_is="loading HarfBuzz, FreeType and bidi",
        promise=f"≤ {FIRST_MS:.0f} ms",
        limit=FIRST_MS,
    )
    yield Figure(
        name="large letters, a change at 200×56, processor, median",
        note="English and Urdu",
        unit="ms",
        value=middle("warm"),
        floor=middle("glyphs"),
        floor_is="FreeType drawing the same glyphs",
        promise=f"≤ {WARM_MS:.0f} ms",
        limit=WARM_MS,
    )
    yield Figure(
        name="large letters, memory",
        unit="MB",
        value=middle("memory"),
        floor=middle("before"),
        floor_is="the same program without them",
        promise=f"≤ {MEMORY_MB:.0f} MB more",
        limit=MEMORY_MB,
    )


def _run() -> dict[str, float]:
    done = subprocess.run(
        (sys.executable, "-c", _MEASURED), capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
