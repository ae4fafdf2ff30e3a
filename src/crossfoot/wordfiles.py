"""The words that the readers know lie in TOML files of this package; here each is read, once on a machine.

Parsing TOML takes longer than reading a short story. So these files are loaded as Python loads its modules: what one holds is kept
beside it in `__pycache__`, where Python may write there, until the file changes.
"""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any


def entries(path: Path) -> dict[str, Any]:
    """What a TOML file of this package holds."""
    kept: dict[str, Any] = {}
    exec(_WordFile(path.stem, str(path)).get_code(path.stem) or "", kept)
    return dict(kept["entries"])


class _WordFile(SourceFileLoader):
    """A TOML file as a module of one name."""

    def source_to_code(self, data: Any, path: Any) -> Any:  # type: ignore[override]
        """The file parsed and compiled, where nothing is kept of it or it has changed."""
        import tomllib  # not needed where all files were read before

        return compile(f"entries = {tomllib.loads(bytes(data).decode())!r}", path, "exec", dont_inherit=True)
