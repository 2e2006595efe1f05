"""The page on top of the local Slack: one origin, nothing from outside.

Whoever can make a browser on this machine ask for an address must not reach it from another
site: requests that carry another site's name, or that another site's script sent, are refused.
"""

import contextlib
import ipaddress
from collections import deque
from functools import partial
from html import escape
from itertools import takewhile
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import msgspec
from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from localslack.models import Exchange, Json, Person
from localslack.page.guide import Guide
from localslack.page.requests import RequestHandler, UnknownError
from localslack.page.snapshot import show_exchange, take_snapshot
from localslack.slack import LocalSlack

STATIC = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
STILL_HERE_SECONDS = 15.0


def build_page(
    slack: LocalSlack, guide: Guide, instance: str, host: str = "", icon: bytes | None = None
) -> web.Application:
    """The page's application.

    `guide` says what to try, `instance` tells this run from the next, `host` is a name under which
    the page may be asked for besides localhost and addresses in figures, `icon` the app's, as SVG.
    """
    page = _Page(slack, guide, instance, icon)
    app = web.Application(middlewares=[_guard({"localhost", host.lower()} - {""})])
    app.on_response_prepare.append(_add_headers)
    app.router.add_get("/", page.show)
    app.router.add_get("/static/{name}", page.give_file)
    app.router.add_get("/stream", page.stream)
    app.router.add_post("/do", page.do)
    return app


class _Page:
    def __init__(self, slack: LocalSlack, guide: Guide, instance: str, icon: bytes | None) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._guide = guide
        self._instance = instance
        self._requests = RequestHandler(slack)
        self._files = {file.name: file.read_bytes() for file in STATIC.iterdir()}
        if icon:
            self._files["icon.svg"] = icon

    async def show(self, _request: web.Request) -> web.Response:
        template = Template(self._files["index.html"].decode())
        terminal = escape(self._guide.terminal)
        text = template.substitute(
            app=escape(self._workspace.app.name),
            people=escape(self._guide.people),
            without_it=f" Without it: <code>{terminal}</code>" if terminal else "",
        )
        return web.Response(text=text, content_type="text/html", charset="utf-8")

    async def give_file(self, request: web.Request) -> web.Response:
        return self._file(request.match_info["name"])

    def _file(self, name: str) -> web.Response:
        if name not in self._files:
            raise web.HTTPNotFound
        kind = TYPES[Path(name).suffix]
        return web.Response(body=self._files[name], content_type=kind, charset="utf-8")

    async def do(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            answer = await self._requests.do(await request.read())
        except UnknownError as error:
            answer = {"ok": False, "error": f"Not possible: {error}."}
            return _json(answer, status=400)
        return _json(answer)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send what the person sees, and the traffic, at once and after every change."""
        try:
            person = self._reader(request.query.get("as", ""))
        except UnknownError:
            raise web.HTTPBadRequest(text="no such person") from None
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionResetError):  # the person left
            await response.write(b"retry: 1000\n\n")
            await self._send_news(response, person)
        return response

    def _reader(self, person_id: str) -> Person:
        # somebody has to be the first
        everybody = self._workspace.people
        return self._requests.person(person_id or next(iter(everybody)))

    def _has_changed_since(self, revision: int) -> bool:
        return self._workspace.revision != revision

    async def _send_news(self, response: web.StreamResponse, person: Person) -> None:
        shown, latest, revision = b"", None, -1
        while True:
            try:
                await self._workspace.changed(
                    partial(self._has_changed_since, revision), STILL_HERE_SECONDS
                )
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            revision = self._workspace.revision
            now = msgspec.json.encode(self._snapshot(person))
            if now != shown:
                shown = now
                await response.write(b"event: state\ndata: " + now + b"\n\n")
            if fresh := _after(latest, self._workspace.traffic):
                latest = fresh[-1]
                told = msgspec.json.encode([show_exchange(exchange) for exchange in fresh])
                await response.write(b"event: traffic\ndata: " + told + b"\n\n")

    def _snapshot(self, person: Person) -> Json:
        return take_snapshot(self._workspace, person, self._guide, self._instance)


def _after(latest: Exchange | None, traffic: deque[Exchange]) -> list[Exchange]:
    return list(takewhile(lambda exchange: exchange is not latest, reversed(traffic)))[::-1]


def _json(answer: Json, status: int = 200) -> web.Response:
    body = msgspec.json.encode(answer)
    return web.Response(body=body, status=status, content_type="application/json")


# Who may ask


def _guard(names: set[str]) -> Middleware:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_asked_for_by(names, request.host):
            raise web.HTTPForbidden(text="Open the page by the address that the demo printed.")
        if request.path in ("/stream", "/do") and _comes_from_elsewhere(request):
            raise web.HTTPForbidden(text="Another site sent this request.")
        return await handler(request)

    return guard


def _is_asked_for_by(names: set[str], host: str) -> bool:
    # A site that points its own name at this machine cannot give it a name of ours.
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in names or bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def _comes_from_elsewhere(request: web.Request) -> bool:
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get(hdrs.ORIGIN)
    return origin is not None and urlsplit(origin).netloc != request.host


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
