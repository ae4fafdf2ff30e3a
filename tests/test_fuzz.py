"""The fuzzer itself: every door opens for its own examples, and a fault is seen, named and cut down."""

from __future__ import annotations

import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from crossfoot import CrossfootError

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"
if not FOLDER.is_dir():
    pytest.skip("the benchmarks are not here", allow_module_level=True)
sys.path.insert(0, str(FOLDER))

import fuzz  # noqa: E402
from fuzz_targets import TARGETS, Target  # noqa: E402


@pytest.mark.parametrize("name", TARGETS)
def test_every_door_opens(name: str) -> None:
    target, chance = TARGETS[name], random.Random(name)
    examples = target.examples()
    for content in (examples[0], *(fuzz.changed(chance, target, examples) for _ in range(3))):
        with suppress(CrossfootError):
            target.run(content)


def _choked(content: bytes) -> None:
    if b"fishbone" in content:
        raise ValueError("it choked")


def test_a_fault_is_seen_and_cut_down() -> None:
    fault, _ = fuzz.fault_of(_choked, b"The whole fishbone and more")
    assert fault
    assert (fault.kind, fault.place) == ("ValueError", "it choked")
    assert fuzz.smallest(_choked, fault) == b"fishbone"


def test_the_same_seed_gives_the_same_input() -> None:
    target = Target(_choked, lambda: [b"x = 5\ny = 6\n"])
    once, again = ([fuzz.changed(random.Random(7), target, target.examples()) for _ in range(9)] for _ in range(2))
    assert once == again


def test_what_takes_the_square_of_its_length_is_seen() -> None:
    def slow(content: bytes) -> None:
        until = time.process_time() + 1.3 * (len(content) / fuzz.LARGE) ** 2
        while time.process_time() < until:
            pass

    fault, _ = fuzz.growing(Target(slow, list), b"ab")
    assert fault
    assert fault.kind == "Slow"
