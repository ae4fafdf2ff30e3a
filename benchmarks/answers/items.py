"""The items: every invented story, pair and claim of the tests, with what is planted in them kept apart.

    python benchmarks/answers/items.py --output FOLDER

`items.jsonl` is what whoever answers is given: an id that says nothing, the set, the text, sources (a release, a transcript, or a table
with the desk's notes), and the whole prompt. `keys.jsonl` is what the answers are held against. Both are the same for the same stories.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "tests"
sys.path.insert(0, str(TESTS))
from pages import FENCE  # noqa: E402

PROMPTS = HERE / "prompts"
SETS = ("story", "pair", "claim")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: the words that are wrong, the sentence they stand in, and why they are."""

    words: str
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be read. `sources` are names and texts; `errors` is the key, and empty for what is clean."""

    set: str
    text: str
    sources: tuple[tuple[str, str], ...] = ()
    errors: tuple[Planted, ...] = ()

    @property
    def id(self) -> str:
        """A name that tells nothing of the key and changes with what is given."""
        given = json.dumps([self.set, self.text, self.sources])
        return f"{self.set}-{sha256(given.encode()).hexdigest()[:10]}"

    def as_given(self) -> dict[str, object]:
        """What whoever answers is given."""
        sources = [{"name": name, "text": text} for name, text in self.sources]
        return {"id": self.id, "set": self.set, "text": self.text, "sources": sources, "prompt": prompt_for(self)}

    def as_key(self) -> dict[str, object]:
        """What the scorer knows."""
        return {"id": self.id, "set": self.set, "errors": [asdict(error) for error in self.errors]}


def prompt_for(item: Item) -> str:
    """The frozen prompt of the set, filled in."""
    sources = "\n\n".join(f"THE DOCUMENT {name}\n\n{text.strip()}" for name, text in item.sources)
    frozen = (PROMPTS / f"{item.set}.md").read_text(encoding="utf-8")
    return frozen.replace("{sources}", sources).replace("{text}", item.text.strip())


def prompts_mark() -> str:
    """One mark for all prompts: answers to other prompts are answers to another question."""
    digest = sha256()
    for path in sorted(PROMPTS.glob("*.md")):
        digest.update(f"{path.name}\0{path.read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()


def items() -> list[Item]:
    """All items, in an order that tells nothing of the key."""
    return sorted(dict.fromkeys([*_stories(), *_pairs(), *_claims()]), key=lambda item: item.id)


def _stories() -> Iterator[Item]:
    for path in sorted((TESTS / "stories").rglob("*.md")):
        if path.parent.name in ("planted", "clean"):
            yield Item("story", path.read_text(encoding="utf-8"), errors=_key(path.with_suffix(".toml")))


def _pairs() -> Iterator[Item]:
    for path in sorted((TESTS / "stories").rglob("pairs/*/*.md")):
        if path.stem in ("planted", "clean"):
            files = [*sorted(path.parent.glob("release.*")), *sorted(path.parent.glob("transcript.*"))]
            sources = tuple((file.name, file.read_text(encoding="utf-8")) for file in files)
            errors = _key(path.parent / "key.toml") if path.stem == "planted" else ()
            yield Item("pair", path.read_text(encoding="utf-8"), sources, errors)


def _key(path: Path) -> tuple[Planted, ...]:
    """What is planted in a story; nothing where it has no key."""
    if not path.is_file():
        return ()
    told = tomllib.loads(path.read_text(encoding="utf-8"))["error"]
    return tuple(Planted(error["words"], error["sentence"], error["why"]) for error in told)


def _claims() -> Iterator[Item]:
    """Each sentence of the pages of tables; what is not yet decided by Crossfoot is asked like the rest."""
    for page in sorted((TESTS / "tables").glob("*.md")):
        fences = [(match[2].strip(), match[3]) for match in FENCE.finditer(page.read_text(encoding="utf-8"))]
        told = dict(fences)
        sources = (("table.csv", told["table"]), ("notes.toml", told["mapping"]))
        for fence, claims in fences:
            kind = fence.removeprefix("not-yet ")
            for claim in claims.splitlines() if kind in ("supported", "refuted", "left-alone") else ():
                wrong = (Planted(claim, claim, "the table refutes it"),) if kind == "refuted" else ()
                yield Item("claim", claim, sources, wrong)


def main() -> None:
    """Writes the two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, required=True)
    folder = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in (("items", [item.as_given() for item in items()]), ("keys", [item.as_key() for item in items()])):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    print(f"{len(items())} items; prompts {prompts_mark()}")


if __name__ == "__main__":
    main()
