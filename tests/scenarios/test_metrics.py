"""`GET /metrics`: what it counts, that documents explain it, and that it tells of nobody."""

import re
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import REGISTRY
from localslack.faults import RESPONSE_URL, rate_limited, refusing
from localslack.slack import LocalSlack
from tests.support.app import REPOSITORY, AppUnderTest, over_http
from tests.support.databases import on_both
from tests.support.slack import ask, posts, responses, share, told
from tests.support.workspace import ENGINEERING, HIRING, RECRUITER

OPERATE = REPOSITORY / "docs" / "operate.md"


class Figures:
    """The figures of a server, as Prometheus reads them."""

    def __init__(self, text: str) -> None:
        self.text = text
        families = text_string_to_metric_families(text)
        self._samples = [sample for family in families for sample in family.samples]

    def get(self, name: str, **labels: str) -> float:
        """The sum of the samples with these labels."""
        return sum(
            sample.value
            for sample in self._samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )


async def figures(rolefit: AppUnderTest) -> Figures:
    async with aiohttp.ClientSession() as session, session.get(f"{rolefit.address}/metrics") as got:
        assert got.status == 200
        assert got.content_type == "text/plain"
        return Figures(await got.text())


async def test_requests_and_answers_are_counted(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    before = await figures(rolefit)
    await ask(slack, "php vs backend")
    await ask(slack, "zeppelin zanzibar")
    place = slack.workspace
    await slack.mention(RECRUITER, ENGINEERING, "php vs backend")
    await place.changed(lambda: posts(slack, ENGINEERING))
    after = await figures(rolefit)

    def more(name: str, **labels: str) -> float:
        return after.get(name, **labels) - before.get(name, **labels)

    assert more("rolefit_requests_total", surface="command", outcome="answered") == 2
    assert more("rolefit_requests_total", surface="event_callback", outcome="answered") == 1
    assert more("rolefit_acknowledgement_seconds_count", surface="command") == 2
    assert more("rolefit_answers_total", outcome="answer") == 2
    assert more("rolefit_answers_total", outcome="none") == 1
    assert after.get("rolefit_state_up") == 1
    assert after.get("rolefit_sockets_connected") == (rolefit.transport == "socket")
    assert 'rolefit_pack_info{hash="' in after.text


@over_http  # nothing is signed on a socket
async def test_what_is_refused_is_counted_by_its_reason(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    before = await figures(rolefit)
    await slack.send_raw(b"command=/rolefit", {})
    after = await figures(rolefit)
    refused = {"surface": "unverified", "outcome": "no_signature"}
    name = "rolefit_requests_total"
    assert after.get(name, **refused) - before.get(name, **refused) == 1


@on_both
async def test_the_outbox_and_slacks_errors_are_told(
    slack: LocalSlack, rolefit: AppUnderTest
) -> None:
    place = slack.workspace
    before = await figures(rolefit)
    place.faults.plan(RESPONSE_URL, rate_limited(60))
    await share(slack, await ask(slack, "php"))
    await place.changed(lambda: responses(slack))
    waiting = await figures(rolefit)
    assert waiting.get("rolefit_outbox_waiting") == 1
    error = {"method": "response_url", "code": "ratelimited"}
    name = "rolefit_slack_errors_total"
    assert waiting.get(name, **error) - before.get(name, **error) == 1


async def test_what_is_given_up_is_counted(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    place = slack.workspace
    before = (await figures(rolefit)).get("rolefit_outbox_given_up_total")
    place.faults.plan("chat.postMessage", refusing("restricted_action"))
    await slack.mention(RECRUITER, ENGINEERING, "php vs backend")
    await place.changed(lambda: told(slack))
    assert (await figures(rolefit)).get("rolefit_outbox_given_up_total") - before == 1


async def test_figures_tell_of_nobody(slack: LocalSlack, rolefit: AppUnderTest) -> None:
    await ask(slack, "zeppelin over zanzibar")
    text = (await figures(rolefit)).text
    words = ("zeppelin", RECRUITER.id, HIRING.id, "T0", "xoxb", rolefit.state_file.name)
    assert [word for word in words if word in text] == []


@on_both
async def test_figures_are_told_where_the_state_cannot_be_read(rolefit: AppUnderTest) -> None:
    await rolefit.rows("drop table outbox")
    told = await figures(rolefit)
    assert told.get("rolefit_state_up") == 0


def test_alerts_name_figures_that_there_are() -> None:
    real = {sample.name for metric in REGISTRY.collect() for sample in metric.samples}
    real |= {metric.name for metric in REGISTRY.collect()}  # those that nobody has counted yet
    alerts = "".join(re.findall(r"```yaml\n(- alert.*?)```", OPERATE.read_text(), re.DOTALL))
    named = set(re.findall(r"rolefit_\w+", alerts))
    assert "rolefit_pack_info" in named
    suffixes = re.compile("_(total|bucket)$")
    assert {suffixes.sub("", name) for name in named} <= {suffixes.sub("", name) for name in real}


def test_documents_explain_every_figure_and_no_other() -> None:
    real = {
        metric.name + ("_total" if metric.type == "counter" else "")
        for metric in REGISTRY.collect()
        if metric.name.startswith("rolefit_")
    }
    explained = set(re.findall(r"^\| `(rolefit_\w+)", Path(OPERATE).read_text(), re.MULTILINE))
    assert explained == real
