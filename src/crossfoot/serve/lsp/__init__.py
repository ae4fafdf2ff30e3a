"""The editor's door: `crossfoot lsp` speaks the Language Server Protocol on standard input and output, so that findings stand under the
words while a story is written. It reads what the editor sends and what the settings name, and writes no file.
"""

from __future__ import annotations

from ...document import CrossfootError


def serve() -> None:
    """Answers the editor that started it, until that says goodbye."""
    try:
        from .server import server
    except ModuleNotFoundError as lost:
        raise CrossfootError("The editor's door needs pygls; install it with `pip install 'crossfoot[lsp]'`.") from lost
    server().start_io()
