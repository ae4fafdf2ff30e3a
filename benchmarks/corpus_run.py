"""A long run of corpus mode, measured: documents a second, overhead over a bare loop, memory as time goes by, and what each check says.

    python benchmarks/corpus_run.py STORIES.jsonl.gz... [--documents 200000] [--workers N] [--depth full] [--runner local] [--bare 1000]

The stories (JSON lines with `id`, `title`, `date`, `text`) are repeated, each time with other figures, until there are enough of them; they
are written to a temporary folder and thrown away with the results. The figures of a copy no longer agree where the story's did, which is
what the counts per check show: they measure the tool at work, and no paper.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossfoot.checks import selected
from crossfoot.corpus.entries import Fields, entries
from crossfoot.corpus.job import Job
from crossfoot.corpus.shards import Shard
from crossfoot.corpus.summary import summary_of
from crossfoot.corpus.task import rows_of

# Years are left as they are, and so are single digits: "one in 5".
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{2,}")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_FEW = 20  # documents of the run that measures what starting costs
_WARM = 50  # documents before the clock of the bare loop starts


def altered(text: str, copy: int) -> str:
    """The text with the last digit of its numbers moved on, by the number of the copy and where they stand."""
    if not copy:
        return text
    return _NUMBER.sub(lambda found: found.group()[:-1] + str((int(found.group()[-1]) + copy + found.start()) % 10), text)


def copies(paths: list[Path], wanted: int) -> Iterator[dict[str, Any]]:
    """So many stories."""
    made = copy = 0
    while made < wanted:
        for path in paths:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    if made == wanted:
                        return
                    told = json.loads(line)
                    yield {
                        "id": f"{told['id']}-{copy}",
                        "title": told.get("title"),
                        "date": told.get("date"),
                        "text": altered(told["text"], copy),
                    }
                    made += 1
        copy += 1


def bare(path: Path, count: int, depth: Any) -> float:
    """Seconds of processor time that a document takes in a loop which reads it, checks it, makes its rows and forgets them."""
    job = Job("", depth=depth, checks=tuple(check.name for check in selected()))
    begun, number = 0.0, 0
    for number, sealed in enumerate(entries(Shard("0", "jsonl", (str(path),), (path.name,)), Fields())):
        if number == _WARM:
            begun = time.process_time()
        if number == _WARM + count:
            break
        rows_of(sealed.open(), job)
    return (time.process_time() - begun) / max(1, number - _WARM)


def memory(pid: int) -> int:
    """Bytes that the largest process below this one holds."""
    sizes = [0]
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if _parent(folder) == pid:
                    sizes.append(max(int((folder / "statm").read_text().split()[1]) * _PAGE, memory(int(folder.name))))
            except (OSError, IndexError):
                pass
    return max(sizes)


def _parent(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])


def followed(run: subprocess.Popen[bytes]) -> list[int]:
    """The largest process at each of ten parts of the run's time, in bytes."""
    samples = []
    while run.poll() is None:
        samples.append(memory(run.pid))
        time.sleep(1)
    step = max(1, -(-len(samples) // 10))
    return [max(samples[at : at + step]) for at in range(0, len(samples), step)]


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--depth", choices=("figures", "quotes", "full"), default="full")
    parser.add_argument("--runner", choices=("local", "dask"), default="local")
    parser.add_argument("--bare", type=int, default=1000)
    parser.add_argument("--folder", help="where the temporary folder is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        given, output = Path(folder) / "stories.jsonl", Path(folder) / "results"
        with given.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(told) + "\n" for told in copies(options.stories, options.documents))
        measure(given, output, options)


def measure(given: Path, output: Path, options: argparse.Namespace) -> None:
    """The bare loop, a run of very few documents for what starting costs, then the run."""
    alone = bare(given, options.bare, options.depth) if options.bare else 0
    few = given.with_name("few.jsonl")
    with given.open("rb") as file:
        few.write_bytes(b"".join(file.readline() for _ in range(_FEW)))
    _, start, _ = ran(few, output.with_name("few"), options)
    gone, spent, sizes = ran(given, output, options)
    size = sum(path.stat().st_size for path in output.rglob("*.parquet"))
    print(summary_of(output).text())
    print(f"{'documents a second':36}{options.documents / gone:>10,.1f}   ({options.workers} workers, {options.runner}, {gone:,.0f} s)")
    print(f"{'documents a second of one core':36}{options.documents / spent:>10,.1f}")
    print(f"{'starting, seconds of one core':36}{start:>10,.1f}")
    if alone:
        each = (spent - start) / (options.documents - _FEW)
        print(f"{'the bare loop, a second of one core':36}{1 / alone:>10,.1f}")
        print(f"{'overhead in processor time':36}{each / alone - 1:>10.1%}   (and starting)")
    print(f"{'results, bytes a document':36}{size / options.documents:>10,.0f}")
    print(f"{'largest process by tenths, MB':36}{'  '.join(f'{size / 1e6:,.0f}' for size in sizes)}")


def ran(given: Path, output: Path, options: argparse.Namespace) -> tuple[float, float, list[int]]:
    """One run: seconds, seconds of processor time, and the largest process as time goes by."""
    command = [sys.executable, "-m", "crossfoot", "corpus", str(given), "--output", str(output), "--depth", options.depth]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run = subprocess.Popen([*command, "--workers", str(options.workers), "--runner", options.runner], stdout=subprocess.DEVNULL)
    sizes = followed(run)
    gone, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return gone, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sizes


if __name__ == "__main__":
    main()
