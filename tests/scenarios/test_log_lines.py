"""What a server writes while everything goes wrong: reasons and remedies, and nobody's words."""

import asyncio
import time
from functools import partial
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.logs import MOST_ALIKE
from localslack.faults import RESPONSE_URL, Fault, dropping, refusing
from localslack.slack import LocalSlack
from tests.support.app import AppProcess, over_http, run_sql
from tests.support.packs import PackFolder
from tests.support.slack import FORM, LONGEST_WAIT, ask, responses, share, told
from tests.support.workspace import RECRUITER

pytestmark = over_http  # test_socket_mode.py reads what sockets write

WORDS = ("zanzibar", "jane", "One application")
SECRETS = ("xoxb", "signing-secret", "v0=", "/response/", "Bearer")
STRANGE = Fault(200, {"ok": False, "error": "zanzibar, said jane@acme.example"})


async def send(
    slack: LocalSlack, body: bytes, changes: dict[str, str] | None = None, later: int = 0
) -> int:
    """Send a body, signed so many seconds from now; the status."""
    headers = {
        "Content-Type": FORM,
        **slack.sign(body, int(time.time()) + later),
        **(changes or {}),
    }
    return (await slack.send_raw(body, headers)).status


async def send_no_http(address: str) -> None:
    """What a port scanner may send."""
    host = urlsplit(address)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    writer.write(b"zanzibar\x00 jane@acme.example\r\n\r\n")
    await writer.drain()
    await reader.read()
    writer.close()
    await writer.wait_closed()


async def noticed(process: AppProcess, figure: str) -> None:
    """Wait for a line of `/metrics`."""
    async with asyncio.timeout(LONGEST_WAIT), aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{process.address}/metrics") as response:
                if figure in await response.text():
                    return


def has_more(slack: LocalSlack, before: int) -> bool:
    """Whether the app has called another response_url."""
    return len(responses(slack)) > before


async def test_every_fault_is_told_and_nobodys_words_are(
    slack: LocalSlack, process: AppProcess, pack: PackFolder
) -> None:
    place = slack.workspace
    body = urlencode({"command": "/rolefit", "text": "zanzibar jane@acme.example"}).encode()
    assert (await slack.send_raw(body, {"Content-Type": FORM})).status == 401
    assert await send(slack, body, {"X-Slack-Signature": "v0=" + "0" * 64}) == 401
    assert await send(slack, body, later=-900) == 401
    assert await send(slack, b"payload=zanzibar") == 400
    await send_no_http(process.address)
    private = await ask(slack, "php vs backend")
    for fault in (refusing("restricted_action"), STRANGE, dropping()):
        place.faults.plan(RESPONSE_URL, fault)
        before = len(responses(slack))
        await share(slack, await ask(slack, "php"))
        await place.changed(partial(has_more, slack, before))
    for fault in (refusing("expired_trigger_id"), refusing("token_revoked"), STRANGE, dropping()):
        place.faults.plan("views.open", fault)
        await slack.shortcut(RECRUITER, "ask.lookup")
    pack.write_text("faqs/new", "id: parking\n")
    await noticed(process, 'rolefit_pack_reloads_total{outcome="failed"} 1.0')
    run_sql(process.state_file, "drop table outbox")
    await share(slack, private)
    await ask(slack, "zeppelins over zanzibar for jane@acme.example")
    process.terminate()
    assert await process.end() == 0
    references = [text.split()[-1] for text in told(slack) if "went wrong" in text]
    for expected in (
        "ready: RoleFit ",
        " over http, pack ",
        "refused with 401 (no_signature)",
        "refused with 401 (wrong_signature): is SLACK_SIGNING_SECRET this app's?",
        "refused with 401 (clock): this machine's clock is 90",
        "refused with 400 (unreadable)",
        "Slack did not do response_url: restricted_action",
        "Slack did not do views.open: expired_trigger_id (RoleFit answered too late",
        "Slack did not do views.open: token_revoked (install the app again",
        "Slack did not do views.open: no_answer",
        f"{references[-1]}: a block_actions failed: OperationalError",
        "not ready: stopping",
        "the changed pack has faults",
    ):
        assert expected in process.log
    addresses = ("127.0.0.1", "localhost", "http://")
    lines = [line for line in process.log.splitlines() if not line.startswith("listening on ")]
    for word in (*WORDS, *SECRETS, *addresses, " slack_bolt"):
        assert [line for line in lines if word in line] == []


async def test_what_goes_on_and_on_is_not_written_without_end(
    slack: LocalSlack, process: AppProcess
) -> None:
    for _ in range(5 * MOST_ALIKE):
        await slack.send_raw(b"command=/rolefit", {"Content-Type": FORM})
    await send(slack, b"command=/rolefit", {"X-Slack-Signature": "v0=" + "0" * 64})
    process.terminate()
    assert await process.end() == 0
    assert process.log.count("no_signature") == MOST_ALIKE
    assert "wrong_signature" in process.log  # strangers hide nothing that is the operator's
