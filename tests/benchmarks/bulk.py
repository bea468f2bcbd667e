"""A whole file of 20,000 articles through ``summit suggest``: how long, and how much memory.

Run as ``python tests/benchmarks/bulk.py [--articles N] [--jobs N] [--save]``. The articles are those of
../shared/corpus, again and again under new ids, or where that isn't there, paragraphs of the article that
comes with the app in ever new orders. Memory is the most that was ever resident, as the system tells of each
process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "news.jsonl.gz"
SEED = ROOT / "seeds" / "summit-2021.txt"
LIMIT = 120.0
"""Seconds for 20,000 articles on two cores, at the most."""
USUAL = 20_000


@dataclass
class Measured:
    """What a run took: seconds, those of all cores together, and the most memory, in megabytes."""

    seconds: float = 0.0
    cores: float = 0.0
    program: float = 0.0
    workers: dict[int, float] = field(default_factory=dict)
    output: int = 0


def articles(number: int) -> Iterator[dict[str, str]]:
    """``number`` articles with ids of their own."""
    texts = list(_texts())
    draw = random.Random(0)
    for place in range(number):
        yield {
            "id": f"article-{place}",
            "text": texts[place] if place < len(texts) else _further(texts, place, draw),
        }


def _further(texts: Sequence[str], place: int, draw: random.Random) -> str:
    if CORPUS.exists():
        return texts[place % len(texts)]
    paragraphs = texts[0].split("\n")
    return "\n".join(draw.sample(paragraphs, min(len(paragraphs), 12)))


def _texts() -> Iterator[str]:
    if not CORPUS.exists():
        yield SEED.read_text("utf-8")
        return
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


def measure(number: int, jobs: int, *, save: bool = False) -> tuple[Measured, int]:
    """One run over ``number`` articles, and how many characters they have.

    Raises ``RuntimeError`` where the run fails, or prints another number of documents.
    """
    with tempfile.TemporaryDirectory(prefix="summit-bulk-") as name:
        folder = Path(name)
        characters = 0
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
            for article in articles(number):
                characters += len(article["text"])
                file.write(json.dumps(article, ensure_ascii=False) + "\n")
        shape = ["--save"] if save else ["--format", "jsonl"]
        command = [
            sys.executable,
            "-m",
            "summit_tui",
            "suggest",
            *shape,
            "--jobs",
            str(jobs),
            "articles.jsonl",
        ]
        with (folder / "out.jsonl").open("wb") as output:
            measured = _run(command, folder, output.fileno())
        measured.output = (folder / "out.jsonl").stat().st_size
        with (folder / "out.jsonl").open("rb") as printed:
            documents = sum(1 for _ in printed)
        if documents != (0 if save else number):
            raise RuntimeError("not a document an article")
        return measured, characters


def _run(command: Sequence[str], folder: Path, output: int) -> Measured:
    measured = Measured()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SUMMIT_HOME": str(folder / "home")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output)
    for _ in count():
        try:
            status = process.wait(timeout=0.25)
            break
        except subprocess.TimeoutExpired:
            measured.program = max(measured.program, _most(process.pid))
            for worker in _children(process.pid):
                measured.workers[worker] = max(measured.workers.get(worker, 0.0), _most(worker))
    measured.seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    measured.cores = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if status:
        raise RuntimeError(f"the run ended with status {status}")
    return measured


def _most(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _children(process: int) -> list[int]:
    try:
        return [
            int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
        ]
    except OSError:
        return []


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; the status is 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=USUAL, help=f"how many, {USUAL} if not said")
    parser.add_argument("--jobs", type=int, default=2, help="processes, 2 if not said")
    parser.add_argument("--save", action="store_true", help="save into a new project instead of printing")
    options = parser.parse_args(arguments)
    measured, characters = measure(options.articles, options.jobs, save=options.save)
    workers = ", ".join(f"{most:.0f}" for most in measured.workers.values() if most > 20) or "-"
    limit = LIMIT * options.articles / USUAL
    print(
        f"{options.articles} articles, {characters / 1e6:.1f} million characters, {options.jobs} processes: "
        f"{measured.seconds:.1f} s ({options.articles / measured.seconds:.0f} articles/s, "
        f"{characters / measured.seconds / 1e6:.2f} million characters/s), {measured.cores:.1f} s of cores; "
        f"limit {limit:.0f} s: {'PASS' if measured.seconds <= limit else 'MISS'}\n"
        f"memory at the most, megabytes: program {measured.program:.0f}, workers {workers}; "
        f"output {measured.output / 1e6:.1f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
