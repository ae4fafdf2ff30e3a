"""`manifest.json`: what was run, on what, and with which result. A run can go on in a folder only where all of it is as it was.

The fingerprint covers the version, the code and the vocabulary themselves, the checks, the options and the input: results of two kinds
never lie side by side.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from .. import __version__
from ..document import CrossfootError
from .job import TABLES, Job, write_whole

NAME = "manifest.json"
# How long a document may take is no part of what is said of it.
_NO_MATTER = ("output", "limit")


def manifest_of(job: Job, inputs: Sequence[str], shards: int, input_mark: str) -> dict[str, Any]:
    """What is to be run, before it is."""
    options = {name: value for name, value in asdict(job).items() if name not in _NO_MATTER}
    options["fields"] = dict(job.fields.names)
    options["checks"] = list(job.checks)
    options["house"] = {"known": list(job.house.known), "dates": job.house.dates, "severity": dict(job.house.severity)}
    plain = {
        "crossfoot": __version__,
        "code": _code(),
        "options": options,
        "inputs": list(inputs),
        "input": input_mark,
        "shards": shards,
    }
    return {"version": 1, "complete": False, **plain, "fingerprint": _mark(plain)}


def agreed(folder: Path, manifest: dict[str, Any], *, resume: bool) -> None:
    """Writes the manifest into the folder, or raises where another run lies there."""
    there = kept(folder)
    if there is None:
        write_whole(folder / NAME, manifest)
    elif not resume:
        raise CrossfootError(f"{folder}: a run lies here already; add --resume to go on with it, or name another folder.")
    elif there.get("fingerprint") != manifest["fingerprint"]:
        names = {
            "crossfoot": "version",
            "code": "code",
            "options": "options or checks",
            "input": "input",
            "inputs": "input",
            "shards": "input",
        }
        apart = ", ".join(dict.fromkeys(words for name, words in names.items() if there.get(name) != manifest[name]))
        raise CrossfootError(f"{folder}: the run that lies here was another one ({apart}); name another folder.")


def kept(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder; None where it has none."""
    try:
        plain = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as trouble:
        raise CrossfootError(f"{folder / NAME}: it cannot be read ({trouble}); name another folder.") from trouble
    if not isinstance(plain, dict):
        raise CrossfootError(f"{folder / NAME}: it is no manifest of a run; name another folder.")
    return plain


def swept(folder: Path) -> None:
    """Takes away what a run that was broken off has left: tables of shards that are not done, and its work."""
    done = {path.stem for path in (folder / "done").glob("*.json")}
    for name in TABLES:
        for path in (folder / name).iterdir():
            if path.stem not in done:
                path.unlink()
    for path in [*(folder / "done").glob("*.new"), *folder.glob("*.new")]:
        path.unlink()
    for path in (folder / "work").iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def _mark(plain: dict[str, Any]) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _code() -> str:
    """One mark for all the code and vocabulary that has a part in what is said."""
    digest = sha256()
    for path, content in sorted(_sources(files("crossfoot"), "")):
        digest.update(f"{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _sources(folder: Traversable, at: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        path = f"{at}/{entry.name}"
        if entry.is_dir():
            found += _sources(entry, path)
        elif entry.name.endswith((".py", ".toml")):
            with suppress(OSError):
                found.append((path, entry.read_bytes()))
    return found
