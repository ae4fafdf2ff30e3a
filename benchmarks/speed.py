"""How fast a story is read and checked: words a second of one core, on stories made up from a seed.

    python benchmarks/speed.py [--words N]

Every story is different, so that what is kept from one paragraph to the next does not help; the last line reads one story again.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

import crossfoot
from crossfoot.checks import catalogue

TOWNS = ["Leeds", "York", "Hull", "Ripon", "Whitby", "Selby", "Otley", "Thirsk"]
NAMES = ["Ann Lowe", "Tom Harker", "Priya Nair", "Jo Steele", "Max Orme", "Ruth Vale"]
ROLES = ["the mayor", "a harbour official", "a spokeswoman for the council", "the head of the school", "a nurse"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def paragraph(dice: random.Random) -> str:
    """One paragraph as a paper would print it, with figures, names, dates and something said."""
    a, b, c = (dice.randint(3, 90) for _ in range(3))
    towns, name, role, day = dice.sample(TOWNS, 3), dice.choice(NAMES), dice.choice(ROLES), dice.choice(DAYS)
    forms = [
        f"Police arrested {a + b + c} people on {day}: {a} in {towns[0]}, {b} in {towns[1]} and {c} in {towns[2]}, said {name}, {role}.",
        f"“We have had {a} complaints since {day},” {name} said. “That is nearly {b} percent more than a year ago.”",
        f"The council spent ${a}.{b % 10} million on roads in {2000 + c % 20}, up from ${b} million, according to {role}.",
        f"Of {a + b} pupils at the school in {towns[0]}, {a} come by bus and the others walk, {name} told the board on {day}.",
        f"It was the first such meeting in {towns[1]} for {c} years, and few of those who came had been to one before.",
    ]
    return " ".join(dice.sample(forms, dice.randint(1, 3)))


def story(dice: random.Random, words: int) -> str:
    """A story of at least so many words."""
    paragraphs: list[str] = []
    while sum(len(p.split()) for p in paragraphs) < words:
        paragraphs.append(paragraph(dice))
    return "\n\n".join(["Meeting in the old town hall", *paragraphs])


def speed(work: Callable[[str], object], stories: list[str]) -> float:
    """Words a second of processor time."""
    started = time.process_time()
    for text in stories:
        work(text)
    return sum(len(text.split()) for text in stories) / (time.process_time() - started)


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=40_000)
    wanted = parser.parse_args().words
    dice = random.Random(1)
    crossfoot.check(story(dice, 200))
    fresh = [[story(dice, 600) for _ in range(max(1, wanted // 600))] for _ in range(2)]
    print(f"{'read':32} {speed(crossfoot.read, fresh[0]):>10,.0f} words/s")
    print(f"{f'read and check ({len(catalogue())} checks)':32} {speed(crossfoot.check, fresh[1]):>10,.0f} words/s")
    print(f"{'read again, nothing changed':32} {speed(crossfoot.read, fresh[1][-1:] * 20):>10,.0f} words/s")


if __name__ == "__main__":
    main()
