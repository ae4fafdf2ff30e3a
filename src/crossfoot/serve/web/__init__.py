"""The local page: a story is pasted or dropped, and its report is shown while it is edited. `crossfoot serve`.

It answers this machine only, under this machine's own name, and keeps nothing: what is dropped lies in a folder for this user alone, which
is gone when the page is closed or the command ends.
"""

from __future__ import annotations

import socket
import webbrowser

from ...document import CrossfootError

LOOPBACK = "127.0.0.1"


def serve(port: int, *, browser: bool = False) -> None:
    """Answers at http://127.0.0.1:PORT/ until it is interrupted; port 0 is any that is free."""
    try:
        import uvicorn

        from .app import page
    except ModuleNotFoundError as lost:
        raise CrossfootError("The page needs Starlette and Uvicorn; install them with `pip install 'crossfoot[web]'`.") from lost
    with _door(port) as door:
        address = f"http://{LOOPBACK}:{door.getsockname()[1]}/"
        print(f"Crossfoot is open at {address} and answers this machine only. Nothing is kept. Ctrl-C closes it.", flush=True)
        if browser:
            webbrowser.open(address)
        # No line is written about what was asked: names of files are nobody's business.
        settings = uvicorn.Config(
            page(), log_level="error", access_log=False, server_header=False, limit_concurrency=32, timeout_graceful_shutdown=1
        )
        uvicorn.Server(settings).run(sockets=[door])


def _door(port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((LOOPBACK, port))
        # Whoever asks before everything is ready waits a moment.
        door.listen()
    except (OSError, OverflowError) as trouble:
        door.close()
        raise CrossfootError(
            f"--port {port}: the port cannot be opened ({trouble}); choose another, or 0 for any that is free."
        ) from trouble
    return door
