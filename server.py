"""The frame of streamlit_app.py as an ASGI app, with what a public server needs and Streamlit alone does not do.

`streamlit run server.py` serves it. Measured on Streamlit 1.67: bare, it sends no security header, shows its metrics to
everybody, keeps any number of uploads of a session in memory, and answers each websocket from a foreign page with two
blocking look-ups on the internet, so that ten of them froze the server for 20 s where outgoing packets are dropped.
"""

from __future__ import annotations

import atexit
import gc
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from altair.utils import schemapi
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from adoption import outlook  # noqa: F401 - what takes a second to load is there before the first visitor comes
from locales import LANGUAGES
from ui.allowance import HELD, SESSION_BYTES, Held

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HIDDEN = "/_stcore/metrics"
STATIC = "/app/static/"
UPLOADS = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/(?P<file>[^/]+)$")

SESSION_FILES = 400

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PLAIN_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'{sockets}; worker-src 'self' blob:; frame-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Send the headers that keep a page from running, framing or calling anything that is not ours."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to what the app answers."""
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["Content-Security-Policy"] = policy(host)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@dataclass(frozen=True, slots=True)
class SameOrigin:
    """Refuse at once what a foreign page sends: every websocket, and every request that could change something."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what has no Origin (no browser) or ours."""
        kind = scope["type"]
        may_change = kind == "websocket" or (kind == "http" and scope["method"] not in SAFE_METHODS)
        if not may_change or is_own(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif kind == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "foreign origin"})
        else:
            await PlainTextResponse("Foreign origin.", 403)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Hide what tells strangers how the server is doing."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as if it did not exist."""
        is_hidden = scope["type"] == "http" and scope["path"].rstrip("/").endswith(HIDDEN)
        await (PlainTextResponse("Not found.", 404) if is_hidden else self.app)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Kept:
    """Let browsers keep what is in static/: its addresses tell its content (reference.boundaries)."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say so with each such file."""

        async def send_to_keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                MutableHeaders(scope=message)["Cache-Control"] = "max-age=31536000, immutable"
            await send(message)

        is_kept = scope["type"] == "http" and STATIC in scope["path"] and scope["query_string"]
        await self.app(scope, receive, send_to_keep if is_kept else send)


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """Say in the page itself which language it is in (WCAG 2.2, 3.1.1): Streamlit's is always said to be English.

    Screen readers choose their voice by it. Both codes have two letters, so the page's length stays. The page (8 KB) is
    asked for unpacked, since Streamlit packs what it sends before it comes by here.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the language of the address, else the browser's, where Streamlit says "en"."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        unpacked = [one for one in scope["headers"] if one[0] != b"accept-encoding"]
        said = b'<html lang="%s">' % language_of(scope).encode()

        async def send_in_language(message: Message) -> None:
            if message["type"] == "http.response.body":
                message["body"] = message.get("body", b"").replace(b'<html lang="en">', said, 1)
            await send(message)

        await self.app({**scope, "headers": unpacked}, receive, send_in_language)


@dataclass(frozen=True, slots=True)
class UploadBudget:
    """Limit how much a session keeps: its uploads, declared or not, and what waits of them on the upload page."""

    app: ASGIApp
    bytes_at_most: int = SESSION_BYTES
    files_at_most: int = SESSION_FILES
    held: Held = field(default_factory=Held)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what a PUT brings while it comes; a DELETE gives it back, and so does the page."""
        upload = UPLOADS.search(scope["path"]) if scope["type"] == "http" else None
        if not upload or scope["method"] not in {"PUT", "DELETE"}:
            await self.app(scope, receive, send)
            return
        session, file = upload["session"], upload["file"]
        self.held.give_back(session, file)
        if scope["method"] == "DELETE":
            await self.app(scope, receive, send)
        elif self._is_full(session, _declared(scope)):
            await PlainTextResponse("Accept or leave the files that wait, then upload more.", 413)(scope, receive, send)
        else:
            await self.app(scope, self._counted(receive, session, file), send)

    def _is_full(self, session: str, coming: int) -> bool:
        return self.held.files(session) >= self.files_at_most or self.held.size(session) + coming > self.bytes_at_most

    def _counted(self, receive: Receive, session: str, file: str) -> Receive:
        self.held.keep(session, file, 0)

        async def counted() -> Message:
            message = await receive()
            self.held.grow(session, file, len(message.get("body", b"")))
            if self.held.size(session) > self.bytes_at_most:
                self.held.give_back(session, file)
                return {"type": "http.disconnect"}
            return message

        return counted


def language_of(scope: Scope) -> str:
    """Return the language that the page asked for will be in: its address', else the browser's (ui.language)."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
    if asked in LANGUAGES:
        return asked
    preferred = Headers(scope=scope).get("accept-language", "vi").strip()
    return "vi" if preferred.lower().startswith("vi") else "en"


def policy(host: str) -> str:
    """Write the content security policy; the host is named for websockets, which some browsers do not see as 'self'."""
    sockets = f" ws://{host} wss://{host}" if PLAIN_HOST.fullmatch(host) else ""
    return POLICY.format(sockets=sockets)


def is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _declared(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


async def _health(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


# Because a folder is named pages/, Streamlit takes the app for one without st.navigation until the first run has called
# it: whoever came first after a start, by a bookmark, was told "Page not found". The test of cold bookmarks holds this.
PagesManager.uses_pages_directory = False

# Each part of a chart, and then the whole (ui.charts), would be held against Vega-Lite's schema, which takes more than
# half of the time that drawing one takes. Tests do not start this server, so there they are.
schemapi.disable_debug_mode()

# What is loaded now stays: Python need not look through it for garbage while readers wait, 0.1 s each time.
gc.collect()
gc.freeze()
atexit.register(gc.unfreeze)  # or a library takes what is left at the end for a leak, and says so

app = st.App(
    "streamlit_app.py",
    routes=[Route("/healthz", _health)],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(SameOrigin),
        Middleware(Unlisted),
        Middleware(Kept),
        Middleware(PageLanguage),
        Middleware(UploadBudget, held=HELD),
    ],
)
