"""Behind a proxy: every call to Slack goes through it, or none, as the environment says."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.slack.blocks import Reply
from bot.slack.delivery import WebApi, proxy_for, respond
from localslack.slack import LocalSlack
from tests.support.app import AppUnderTest
from tests.support.databases import SQLiteFile
from tests.support.packs import PackFolder
from tests.support.slack import ask, posts, share
from tests.support.workspace import ENGINEERING, RECRUITER

REPLY: Reply = {"replace_original": False, "text": "hello", "blocks": []}


class Proxy:
    """A forward proxy on loopback that counts what is asked of it, by method and path."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.url = ""
        self._open: set[asyncio.StreamWriter] = set()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client: the first request says where to, all else is passed on."""
        self._open.add(writer)
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, rest = head.split(b" ", 2)
        place, _, path = target.partition(b"://")[2].partition(b"/")
        self.asked[f"{method.decode()} {(path or target).decode().partition('?')[0]}"] += 1
        if method == b"CONNECT":  # what would go on inside is the same as without a proxy
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        host, _, port = place.decode().partition(":")
        there, on = await asyncio.open_connection(host, int(port or 80))
        self._open.add(on)
        if b"Upgrade" not in rest:  # so that the next request is seen, too
            rest = rest.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        on.write(b" ".join((method, b"/" + path, rest)))
        await asyncio.gather(_pass_on(reader, on), _pass_on(there, writer), return_exceptions=True)

    def close(self) -> None:
        """Let go of everybody."""
        for writer in self._open:
            writer.transport.abort()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """It serves whoever is told of it."""
    running = Proxy()
    listening = await asyncio.start_server(running.handle, "127.0.0.1", 0)
    running.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield running
    listening.close()
    running.close()


@pytest.fixture
async def app(
    slack: LocalSlack,
    pack: PackFolder,
    tmp_path_factory: pytest.TempPathFactory,
    transport: str,
) -> AsyncIterator[AppUnderTest]:
    """RoleFit, not yet started."""
    state = tmp_path_factory.mktemp("state") / "state.db"
    running = AppUnderTest(slack, SQLiteFile(state), [pack.path], transport)
    yield running
    await running.stop()


async def visit(slack: LocalSlack, app: AppUnderTest) -> None:
    """Everything that makes RoleFit call Slack."""
    await app.start()
    private = await ask(slack, "php")
    await share(slack, private)
    await slack.workspace.changed(lambda: private.edits and posts(slack))
    await slack.mention(RECRUITER, ENGINEERING, "php")
    await slack.workspace.changed(lambda: posts(slack, ENGINEERING))
    assert (await slack.open_home(RECRUITER)).ok


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"])
async def test_all_calls_go_through_the_proxy(
    slack: LocalSlack,
    app: AppUnderTest,
    proxy: Proxy,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv(name, proxy.url)
    await visit(slack, app)
    made = Counter(exchange.name for exchange in slack.traffic if exchange.sender == "app")
    seen: Counter[str] = Counter()
    for target, times in proxy.asked.items():
        method, _, path = target.partition(" ")
        kind, _, api_method = path.partition("/")
        if kind in ("api", "response"):
            seen[api_method if kind == "api" else "response_url"] += times
        else:
            assert method == "GET"  # the socket
            seen["socket"] += times
    assert seen.pop("socket", 0) == (1 if app.transport == "socket" else 0)
    assert seen == made
    assert {"response_url", "chat.postMessage", "views.publish", "auth.test"} <= set(seen)


@pytest.mark.parametrize("spared", ["127.0.0.1", "localhost,127.0.0.1", "*"])
async def test_no_call_goes_through_the_proxy_where_no_proxy_names_the_host(
    slack: LocalSlack,
    app: AppUnderTest,
    proxy: Proxy,
    monkeypatch: pytest.MonkeyPatch,
    spared: str,
) -> None:
    for scheme in ("HTTPS", "HTTP"):
        monkeypatch.setenv(f"{scheme}_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", spared)
    await visit(slack, app)
    assert proxy.asked == Counter()


async def test_https_goes_through_a_tunnel(proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    async with aiohttp.ClientSession() as session:
        api = WebApi(session, "https://slack.invalid/api/", "xoxb-1")
        for delivery in (
            await api.call("auth.test"),
            await respond(session, "https://hooks.slack.invalid/actions/1", REPLY),
        ):  # the tunnel was refused, so nothing was sent
            assert (delivery.outcome, delivery.error) == ("later", "ClientHttpProxyError")
    assert set(proxy.asked) == {"CONNECT slack.invalid:443", "CONNECT hooks.slack.invalid:443"}


@pytest.mark.parametrize(
    ("url", "environment", "proxy_url"),
    [
        ("https://a.example/", {"HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://q:2"}, "p:1"),
        ("http://a.example/", {"HTTPS_PROXY": "http://p:1", "HTTP_PROXY": "http://q:2"}, "q:2"),
        ("wss://a.example/", {"HTTPS_PROXY": "p:1"}, "p:1"),
        ("https://a.example/", {"HTTP_PROXY": "http://q:2", "NO_PROXY": "b.example"}, "q:2"),
        ("https://a.example/", {"HTTPS_PROXY": "http://p:1", "NO_PROXY": ".example"}, None),
        ("https://x:y@a.example/", {"HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.example"}, None),
        ("https://a.example/", {"HTTPS_PROXY": ""}, None),
        ("https://[a/", {"HTTPS_PROXY": "http://p:1"}, None),
    ],
)
def test_which_proxy(
    monkeypatch: pytest.MonkeyPatch, url: str, environment: dict[str, str], proxy_url: str | None
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == (proxy_url and f"http://{proxy_url}")
