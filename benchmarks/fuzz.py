"""Throws damaged input at every door of Crossfoot and reports what raises, hangs or takes more than its share of time.

    python benchmarks/fuzz.py [TARGET...] [--minutes 5] [--seed 1] [--guided] [--keep .fuzz]

Examples are cut, joined, repeated and sown with awkward words, from a seed, so that a run can be had again. Every eighth input is a piece
repeated to 6,000 and to 24,000 characters: four times the text may take eight times the time. What fails is cut down as far as it still
fails, and kept in a folder as TARGET-NUMBER; `python benchmarks/fuzz.py TARGET --again FILE` shows it again. With --guided, one target
is given to atheris (`pip install atheris`: Python 3.11 to 3.13, on Linux), which looks for input that reaches code not reached before.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fuzz_targets import TARGETS, Target

from crossfoot import CrossfootError

LONGEST = 20  # seconds for one input, after which it is said to hang
SMALL, LARGE = 6_000, 24_000
LARGEST = 30_000


class Hang(BaseException):
    """Not an Exception, so that nobody on the way takes it for one of his."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: in which line of ours, with which input."""

    kind: str
    place: str
    content: bytes


@contextmanager
def clock(seconds: float) -> Iterator[None]:
    """Ends what takes longer."""

    def ring(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fault_of(run: Callable[[bytes], object], content: bytes) -> tuple[Fault | None, float]:
    """The fault that an input shows, if any, and the processor time it took."""
    begun = time.process_time()
    try:
        with clock(LONGEST):
            run(content)
    except CrossfootError:
        pass
    except KeyboardInterrupt:
        raise
    except BaseException as trouble:
        return Fault(type(trouble).__name__, _place(trouble), content), time.process_time() - begun
    return None, time.process_time() - begun


def _place(trouble: BaseException) -> str:
    ours = [one for one in traceback.extract_tb(trouble.__traceback__) if "/crossfoot/" in one.filename]
    return f"{ours[-1].filename.rpartition('/crossfoot/')[2]}:{ours[-1].lineno} {trouble}"[:200] if ours else str(trouble)[:200]


def growing(target: Target, piece: bytes) -> tuple[Fault | None, float]:
    """The fault of a piece that takes more than its share of time when it is repeated."""
    fault, small = fault_of(target.run, piece * (SMALL // len(piece)))
    if fault:
        return fault, small
    fault, large = fault_of(target.run, piece * (LARGE // len(piece)))
    if fault or large < max(1.0, 8 * small):
        return fault, small + large
    # Once more, for the machine may have been busy.
    _, small = fault_of(target.run, piece * (SMALL // len(piece)))
    _, large = fault_of(target.run, piece * (LARGE // len(piece)))
    slow = large >= max(1.0, 8 * small)
    return (Fault("Slow", f"{small:.2f} s, four times as long {large:.2f} s: {piece[:60]!r}", piece) if slow else None), small + large


def changed(chance: random.Random, target: Target, examples: list[bytes]) -> bytes:
    """An example with one to six things done to it."""
    content = chance.choice(examples)
    for _ in range(chance.randint(1, 6)):
        content = _once(chance, content, target, examples)[:LARGEST]
    return content


def _once(chance: random.Random, content: bytes, target: Target, examples: list[bytes]) -> bytes:
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice((0, 1, 1, 2, 5, 20, 100)))
    match chance.randrange(7):
        case 0:
            return content[:start] + content[end:]
        case 1:
            return content[:start] + chance.choice(target.words) + content[end:]
        case 2:
            return content[:start] + content[start:end] * chance.choice((2, 3, 10, 200)) + content[end:]
        case 3:
            other = chance.choice(examples)
            at = chance.randint(0, len(other))
            return content[:start] + other[at : at + chance.choice((5, 50, 500))] + content[end:]
        case 4:
            return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]
        case 5:
            return _other_value(chance, content, target)
        case _:
            return content[:start] + bytes(chance.choice(b"0123456789") if byte in b"0123456789" else byte for byte in content[start:])


def _other_value(chance: random.Random, content: bytes, target: Target) -> bytes:
    """What stands behind one "=" or ":" up to the end of its line is something else."""
    signs = [at for at, byte in enumerate(content) if byte in b"=:"]
    if not signs:
        return content
    at = chance.choice(signs) + 1
    end = content.find(b"\n", at)
    return content[:at] + b" " + chance.choice(target.words) + content[end if end >= 0 else len(content) :]


def smallest(run: Callable[[bytes], object], fault: Fault, seconds: float = 20) -> bytes:
    """The input cut down as far as it still fails in the same place."""
    content, step, until = fault.content, len(fault.content) // 2, time.monotonic() + seconds
    while step and time.monotonic() < until and fault.kind not in ("Hang", "Slow"):
        at = 0
        while at < len(content) and time.monotonic() < until:
            shorter = content[:at] + content[at + step :]
            other, _ = fault_of(run, shorter)
            if other and other.place.split()[0] == fault.place.split()[0]:
                content = shorter
            else:
                at += step
        step //= 2
    return content


def fuzzed(name: str, minutes: float, seed: str, keep: Path) -> int:
    """Goes at one target for so long; gives how many faults it showed."""
    target, chance, until = TARGETS[name], random.Random(f"{seed} {name}"), time.monotonic() + 60 * minutes
    examples, seen, tried = target.examples(), {}, 0
    fault_of(target.run, examples[0])  # vocabulary and patterns are made at the first reading
    while time.monotonic() < until:
        tried += 1
        content = changed(chance, target, examples)
        if tried % 8 == 0:
            at = chance.randint(0, max(0, len(content) - 1))
            fault, _ = growing(target, content[at : at + chance.randint(1, 120)] or b"a")
        else:
            fault, seconds = fault_of(target.run, content)
            if not fault and seconds > 1 + len(content) * 3e-4:
                fault = Fault("Slow", f"{seconds:.1f} s for {len(content)} bytes", content)
        if fault and (mark := f"{fault.kind} {fault.place.split()[0]}") not in seen:
            seen[mark] = fault
            keep.mkdir(exist_ok=True)
            (keep / f"{name}-{len(seen)}").write_bytes(smallest(target.run, fault))
            print(f"{name}-{len(seen)}: {fault.kind} {fault.place}", flush=True)
    print(f"{name:14} {tried:>7,} inputs, {len(seen)} faults", flush=True)
    return len(seen)


def guided(name: str, minutes: float, keep: Path) -> None:
    """Gives the target to atheris, which ends the process by itself."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    target, examples = TARGETS[name], keep / f"{name}-examples"
    examples.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(target.examples()[:400]):
        (examples / f"{number:04}").write_bytes(content)
    known = ["".join(f"\\x{byte:02x}" for byte in word) for word in target.words if len(word) < 60]
    (keep / f"{name}.dict").write_text("".join(f'"{word}"\n' for word in known))

    def once(content: bytes) -> None:
        try:
            target.run(content)
        except CrossfootError:
            return

    atheris.instrument_all()
    limits = [f"-max_total_time={int(60 * minutes)}", "-timeout=20", "-rss_limit_mb=2000", f"-max_len={LARGEST}"]
    atheris.Setup([sys.argv[0], str(examples), *limits, f"-dict={keep / name}.dict", f"-artifact_prefix={keep / name}-"], once)
    atheris.Fuzz()


def main() -> int:
    """Prints faults as they come, and a line for each target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all, where none is named")
    parser.add_argument("--minutes", type=float, default=5, help="for each target")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--guided", action="store_true", help="by atheris; one target")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"))
    parser.add_argument("--again", type=Path, help="show what one file does")
    options = parser.parse_args()
    if options.again:
        print(fault_of(TARGETS[options.targets[0]].run, options.again.read_bytes()))
        return 0
    if options.guided:
        guided(options.targets[0], options.minutes, options.keep)
    return int(sum(fuzzed(name, options.minutes, options.seed, options.keep) for name in options.targets or TARGETS) > 0)


if __name__ == "__main__":
    sys.exit(main())
