"""What the page asks, and what it is answered: the page itself, a story to check, files to hold it against.

Every question must come from a page that was opened here, to this machine under its own name: a site in another tab can neither ask nor
read. Whatever is too large, too slow or cannot be read is answered with a sentence.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ...document import CrossfootError
from ...reports.webpage import allowed, part
from ...settings import Settings, day, settings_for
from .clerk import Clerk, Copy, TooLong
from .room import Room, Rooms, plain_name

STORY = 1_000_000  # bytes of a story that is typed or pasted
FILE = 20_000_000  # bytes of a file that is dropped
CHECK, READ, SEND = 10.0, 60.0, 60.0  # seconds to check a story, to read a file, to send one

_HERE = ("127.0.0.1", "localhost", "[::1]")
_SHUT = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Refused(Exception):
    """A question that is not answered: the status, and a sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status, self.sentence = status, sentence


def page(settings: Settings | None = None) -> Starlette:
    """The page as an ASGI application; the settings are those of the folder where the command runs."""
    desk = _Desk(settings or settings_for(Path.cwd()))
    routes = [
        Route("/", _answered(desk.front)),
        Route("/check", _answered(desk.check), methods=["POST"]),
        Route("/story", _answered(desk.story), methods=["POST"]),
        Route("/files", _answered(desk.keep), methods=["POST"]),
        Route("/files", _answered(desk.drop), methods=["DELETE"]),
        Route("/close", _answered(desk.close), methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=desk.open)


class _Desk:
    """The clerk and the rooms behind the page."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clerk = Clerk(settings)
        self._rooms: Rooms

    @asynccontextmanager
    async def open(self, app: Starlette) -> AsyncIterator[None]:
        """As long as the command runs: nothing is left of it afterwards."""
        with TemporaryDirectory(prefix="crossfoot-") as folder:
            self._rooms = Rooms(Path(folder))
            ready = asyncio.create_task(run_in_threadpool(self._clerk.begin))
            try:
                yield
            finally:
                await asyncio.wait([ready])
                self._clerk.go()

    async def front(self, request: Request) -> Response:
        """The page, with a room of its own."""
        style, script = part("page.css") + _piece("front.css"), part("page.js") + _piece("front.js")
        policy = (
            f"default-src 'none'; style-src '{allowed(style)}'; script-src '{allowed(script)}'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        published = self._settings.published.isoformat() if self._settings.published else ""
        filled = {"{style}": style, "{script}": script, "{word}": self._rooms.open(), "{published}": published}
        html = _piece("front.html")
        for place, content in filled.items():
            html = html.replace(place, content)
        return HTMLResponse(html, headers={"Content-Security-Policy": policy})

    async def check(self, request: Request) -> Response:
        """The report of a story as it stands."""
        room = self._room(request)
        asked = _plain(await _sent(request, STORY, "The story"))
        copy = Copy(
            asked.get("text", ""),
            plain_name(asked.get("name", "")),
            _day(asked.get("published", "")),
            room.named("source"),
            room.named("table"),
            asked.get("complete", "") == "yes",
        )
        return JSONResponse(await self._ask("check", room, copy, CHECK))

    async def story(self, request: Request) -> Response:
        """The words of a story in a file, to go on with on the page."""
        room, name = self._room(request), _name(request)
        text = await self._ask("story", room, (name, await _sent(request, FILE, name)), READ)
        if len(text.encode("utf-8", "replace")) > STORY:
            raise Refused(413, f"{name}: {_larger(STORY)}; check it with `crossfoot check`.")
        return JSONResponse({"text": text, "name": name})

    async def keep(self, request: Request) -> Response:
        """Another file to hold the story against, once it has been read."""
        room, name = self._room(request), _name(request)
        content = await _sent(request, FILE, name)
        use = await run_in_threadpool(room.keep, name, content)
        try:
            # A mapping is read with the tables that it may lie beside.
            for one in room.named("table") if use == "mapping" else (name,):
                await self._ask("source" if use == "source" else "table", room, one, READ)
        except (CrossfootError, Refused):
            room.drop(name)
            raise
        return JSONResponse({"files": room.listed()})

    async def drop(self, request: Request) -> Response:
        """One file less."""
        room = self._room(request)
        room.drop(_name(request))
        return JSONResponse({"files": room.listed()})

    async def close(self, request: Request) -> Response:
        """The page is closed, and its files are gone."""
        self._rooms.close(request.query_params.get("room", ""))
        return Response(status_code=204)

    def _room(self, request: Request) -> Room:
        room = self._rooms.room(request.headers.get("x-crossfoot-room", ""))
        if room is None:
            raise Refused(403, "This page was closed, or Crossfoot was started again; copy your story and load the page anew.")
        return room

    async def _ask(self, task: str, room: Room, given: Any, seconds: float) -> Any:
        try:
            return await run_in_threadpool(lambda: self._clerk.ask(task, room.folder, given, seconds=seconds))
        except TooLong:
            raise Refused(
                503, f"This took longer than {seconds:.0f} seconds and was stopped; try `crossfoot check`, or less text."
            ) from None


def _answered(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """The answer, shut off from all other sites; where there is none, a sentence."""

    async def answered(request: Request) -> Response:
        try:
            _from_here(request)
            response = await answer(request)
        except Refused as refused:
            response = JSONResponse({"sentence": refused.sentence}, refused.status)
        except CrossfootError as trouble:
            response = JSONResponse({"sentence": str(trouble)}, 422)
        response.headers.update(_SHUT)
        return response

    return answered


def _from_here(request: Request) -> None:
    """Refuses what is asked under another name than this machine's, or by another site."""
    host = request.headers.get("host", "")
    # A site may give its own name this machine's address; the browser still sends the site's name.
    if host.rpartition(":")[0] not in _HERE and host not in _HERE:
        raise Refused(421, "Crossfoot answers at 127.0.0.1 and localhost only.")
    origin = request.headers.get("origin", f"http://{host}" if request.method == "GET" else "")
    if origin != f"http://{host}" or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "Crossfoot answers its own page only.")


async def _sent(request: Request, most: int, what: str) -> bytes:
    """All that is sent, as far as it is not too much and does not take too long."""
    content = bytearray()
    try:
        async with asyncio.timeout(SEND):
            async for chunk in request.stream():
                content += chunk
                if len(content) > most:
                    raise Refused(413, f"{what}: {_larger(most)}; check it with `crossfoot check`.")
    except TimeoutError:
        raise Refused(408, f"{what} did not arrive within {SEND:.0f} seconds.") from None
    except ClientDisconnect:
        raise Refused(400, f"{what} did not arrive as a whole.") from None
    return bytes(content)


def _larger(most: int) -> str:
    return f"this is more than {most // 1_000_000} MB, which is as much as the page takes"


def _plain(sent: bytes) -> dict[str, str]:
    """A JSON object of texts."""
    try:
        plain = json.loads(sent)
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or not all(isinstance(value, str) for value in plain.values()):
        raise Refused(400, "The page sends a story as a JSON object of texts.")
    return plain


def _day(words: str) -> str:
    try:
        return day(words).isoformat() if words else ""
    except ValueError as trouble:
        raise Refused(400, f"The day of publication: {trouble}") from None


def _name(request: Request) -> str:
    return plain_name(request.query_params.get("name", ""))


def _piece(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
