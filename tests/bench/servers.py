"""The servers that are measured: processes of their own on loopback, stopped one by one."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.builds import THIS, Build
from tests.bench.wire import BOT_TOKEN, HOST, SIGNING_SECRET, command, http_body, sign

START_SECONDS = 60.0  # the first start of a build compiles its code and its pack
STOP_SECONDS = 20.0
CLOSED_PORT = 9  # nothing listens there

BARE_APPS = ("bolt", "bolt-socket", "keeping", "keeping-socket")  # told what to answer
BASELINES = ("raw", "polling", *BARE_APPS)
KINDS = (*BASELINES, "rolefit", "rolefit-socket")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers; it took so long from its start until `/readyz` said so."""

    pid: int
    port: int
    app_token: str  # of its socket, or empty if Slack reaches it over HTTP
    started_in: float

    def set_answers(self, answers: Mapping[str, object]) -> None:
        """Tell a bare app what to answer."""
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
            connection.request("PUT", "/answers", json.dumps(answers))
            if (status := connection.getresponse().status) != 200:
                raise RuntimeError(f"the answers were not taken: {status}")

    def check_signatures(self) -> None:
        """A request that somebody else has signed must be refused, or that work is skipped."""
        body = http_body(command("help"), 0)
        headers = sign(body, SIGNING_SECRET[::-1])
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
            connection.request("POST", "/slack/events", body, headers)
            if (status := connection.getresponse().status) != 401:
                raise RuntimeError(f"a forged request was answered with {status}")

    @property
    def resident_mb(self) -> float:
        """The memory that it holds now."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    @property
    def own_mb(self) -> float:
        """The memory that it holds now, but for pages of files: how much of a library's page
        counts as its own (PSS) depends on who else has loaded that copy of the library."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        held = next(line for line in lines if line.startswith("Pss_Anon:"))
        return int(held.split()[1]) / 1024


@contextmanager
def running(
    kind: str,
    folder: Path,
    slack_port: int = CLOSED_PORT,
    build: Build = THIS,
    state_url: str | None = None,
    packs: Path | None = None,
) -> Iterator[Server]:
    """One of KINDS (`rolefit serve` is one) until the end of the block; files in `folder`, the
    state too unless it has an address. It serves the default pack, or `packs`.
    """
    port = free_port()
    app_token = f"xapp-{port}" if kind.endswith("-socket") else ""  # another one for each server
    slack_api_url = f"http://{HOST}:{slack_port}/api/"
    environment = base_environment(folder, build) | {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_APP_TOKEN": app_token,
        "ROLEFIT_TRANSPORT": "socket" if app_token else "http",
        "ROLEFIT_SLACK_API_URL": slack_api_url,
        "ROLEFIT_STATE_URL": state_url or f"sqlite:///{state_file(kind, folder)}",
        "ROLEFIT_PACKS": str(packs or ""),
        "ROLEFIT_HOST": HOST,
        "ROLEFIT_PORT": str(port),
        "ROLEFIT_DRAIN_SECONDS": "0",
    }
    settings = [kind, slack_api_url, app_token, str(state_file(kind, folder))]
    arguments = ["-m", "tests.bench.baselines", str(port), *settings]
    if kind not in BASELINES:
        arguments = ["-m", "bot", "serve"]
    log = folder / f"{kind}.log"
    started = time.perf_counter()
    process = _spawn([str(build.python), *arguments], environment, folder, log)
    try:
        _wait_until_ready(process, port, log, f"{kind} of {build.name}")
        yield Server(process.pid, port, app_token, time.perf_counter() - started)
    finally:
        _stop(process)


def state_file(kind: str, folder: Path) -> Path:
    """The database of a server."""
    return folder / f"{kind}.db"


def base_environment(folder: Path, build: Build = THIS) -> dict[str, str]:
    """An environment that inherits nothing: bytecode is cached, settings are ours."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(build.root),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def wall_seconds(arguments: Sequence[str], folder: Path) -> float:
    """How long a Python command takes from its start to its end."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=base_environment(folder),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,  # and no timeout: waiting with one looks every 50 ms only
    )
    return time.perf_counter() - started


def _spawn(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
) -> subprocess.Popen[bytes]:
    with log.open("wb") as lines:
        return subprocess.Popen(
            command,
            env=environment,
            cwd=folder,  # no .env of the checkout applies
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=lines,
        )


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path, name: str) -> None:
    deadline = time.perf_counter() + START_SECONDS
    while not _ready(port):
        if process.poll() is not None or time.perf_counter() > deadline:
            last = log.read_text().rstrip().rpartition("\n")[2] or "not a word of why"
            raise RuntimeError(f"{name} did not start: {last}")
        time.sleep(0.001)


def _ready(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=1)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])
