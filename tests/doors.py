"""The local page at work, for tests that knock at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from crossfoot.serve.web import _door
from crossfoot.serve.web.app import page
from crossfoot.settings import Settings


@contextmanager
def at_work(settings: Settings = Settings()) -> Iterator[int]:  # noqa: B008
    """The port at which the page answers."""
    with _door(0) as socket:
        server = uvicorn.Server(uvicorn.Config(page(settings), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            yield socket.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(30)
