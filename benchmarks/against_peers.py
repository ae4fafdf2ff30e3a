"""How fast Crossfoot reads beside the best readers of figures, dates and quotations: the same stories, one core, processor time.

    python benchmarks/against_peers.py [--words N] [--only NAMES]

Each peer is a file in benchmarks/peers that defines `read(text)`; the lines "pip install" in it are followed in an environment of its own,
kept in .bench. What cannot be installed is skipped and says so. Real stories are read where there are some, made-up ones otherwise;
start-up and one story for warming up are not counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path

from speed import story

HERE = Path(__file__).resolve().parent
NEWS = HERE.parents[1] / "shared" / "stories" / "news.jsonl.gz"
CHAIN = ("sayswho_quotations", "cqe", "recognizers")
OURS = ("crossfoot_figures", "crossfoot_ledger", "crossfoot_check")
PEERS = ("split", *OURS, "spacy_parser", "spacy_parser_fast", "quantulum3_quantities", *CHAIN)
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")

# Run in the peer's environment: the folder of the peers, its name; the stories come in as JSON lines.
WORKER = """
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
sys.path.insert(0, sys.argv[1])
read = __import__(sys.argv[2]).read
stories = [json.loads(line) for line in sys.stdin]
words = seconds = failed = 0
for number, text in enumerate(stories):
    started = time.process_time()
    try:
        read(text)
    except Exception:
        failed += 1
        continue
    if number:
        seconds += time.process_time() - started
        words += len(text.split())
print(json.dumps([words / max(seconds, 1e-9), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, failed]))
"""


def stories(words: int) -> list[str]:
    """Stories of so many words, and one more to warm up on."""
    if NEWS.is_file():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            texts = (json.loads(line)["text"] for line in lines)
            chosen = [next(texts)]
            while sum(len(text.split()) for text in chosen[1:]) < words:
                chosen.append(next(texts))
            return chosen
    dice = random.Random(1)
    return [story(dice, 600) for _ in range(2 + words // 600)]


def python_for(peer: str) -> str | None:
    """The Python in which a peer is installed; `None` where it cannot be."""
    commands = [line.split()[2:] for line in (HERE / "peers" / f"{peer}.py").read_text().splitlines() if line.startswith("pip install ")]
    if not commands:
        return sys.executable
    room = HERE.parent / ".bench" / peer
    python = str(room / "bin" / "python")
    if not (room / "ready").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", str(room)], check=True, capture_output=True)
            for packages in commands:
                subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, capture_output=True, timeout=600)
        except (subprocess.SubprocessError, OSError):
            return None
        (room / "ready").touch()
    return python


def measured(peer: str, texts: list[str]) -> tuple[float, float, int] | None:
    """Words a second of processor time, peak memory in MB, stories on which it failed; `None` where the peer does not run here."""
    python = python_for(peer)
    if python is None:
        return None
    lines = "".join(f"{json.dumps(text)}\n" for text in texts)
    command = [python, "-c", WORKER, str(HERE / "peers"), peer]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, env=os.environ | ONE_CORE)
    if run.returncode:
        print(f"{peer}: {run.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    speed, memory, failed = json.loads(run.stdout.splitlines()[-1])
    return speed, memory, failed


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--only", default=",".join(PEERS), help="names with commas between them")
    options = parser.parse_args()
    texts = stories(options.words)
    found = {peer: measured(peer, texts) for peer in options.only.split(",")}
    ours = {name: found[name][0] for name in OURS if found.get(name)}
    if all(found.get(name) for name in CHAIN):
        found["the chain of the last three"] = (1 / sum(1 / found[name][0] for name in CHAIN), max(found[name][1] for name in CHAIN), 0)
    print(f"{'':30} {'words/s':>12} {'MB':>6}   Crossfoot is so many times as fast: figures, ledger, with checks")
    for name, result in found.items():
        if result is None:
            print(f"{name:30} {'not run':>12}")
            continue
        times = "" if name in ours else "  ".join(f"{mine / result[0]:>8,.2f}" for mine in ours.values())
        failed = f"  (failed on {result[2]} of {len(texts)} stories)" if result[2] else ""
        print(f"{name:30} {result[0]:>12,.0f} {result[1]:>6,.0f}   {times}{failed}")


if __name__ == "__main__":
    main()
