"""The assistant's door: `crossfoot mcp` speaks the Model Context Protocol on standard input and output.

An assistant that drafts copy can have it checked against its sources before anybody sees it. The texts it hands over and the files it names
are read, no others; a mapping that lies beside a table belongs to the table.
"""

from __future__ import annotations

from ...document import CrossfootError


def serve() -> None:
    """Answers the assistant that started it, until that says goodbye."""
    try:
        from .server import server
    except ModuleNotFoundError as lost:
        raise CrossfootError("The assistant's door needs the MCP SDK; install it with `pip install 'crossfoot[mcp]'`.") from lost
    server().run("stdio")
