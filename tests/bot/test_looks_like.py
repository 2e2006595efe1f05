"""A brief about work of no role of the pack: whose it looks like, and what to do."""

import json

import pytest

from bot.ask.answers import answer_text
from bot.ask.messages import Answer, private_message, shared_message
from bot.slack.blocks import read_aloud
from knowledge.store import Store
from tests.support.cli import CommandLine

BRIEFS = {
    "mobile developers": "We need an iPhone and Android app for our gym members, in Swift and "
    "Kotlin. One person who has put apps into the App Store.",
    "data engineers and analysts": "We need a warehouse for sales figures, with ETL jobs and "
    "dashboards in Power BI. Somebody who builds reports for our managers.",
    "QA engineers and testers": "We want a tester who writes automated tests with Selenium and "
    "finds bugs before our customers do. No programming of the product.",
    "DevOps engineers and SREs": "Somebody who keeps Terraform, Ansible and Jenkins in order. A "
    "DevOps engineer with Helm and GitOps, nothing else.",
}
INSTEAD = "Ask somebody who leads such people what the job needs. (RoleFit's own rule)"


def told(found: Answer) -> str:
    return read_aloud(private_message(found)["blocks"])


@pytest.mark.parametrize("looks_like", BRIEFS)
def test_it_says_whose_work_it_looks_like_and_what_to_do(
    default_store: Store, looks_like: str
) -> None:
    found = answer_text(f"advise {BRIEFS[looks_like]}", default_store)
    assert f"It looks like work for: {looks_like}." in told(found)
    assert INSTEAD in told(found)
    assert "What would change it" not in told(found)
    assert "looks like" not in read_aloud(shared_message(found, "U1")["blocks"])


@pytest.mark.parametrize(
    "brief",
    [
        "Weekly features in our WordPress site with marketing, the pages are slow on a phone.",
        "Someone for a bit of everything, to make it all nicer.",
    ],
)
def test_it_says_nothing_of_the_kind_where_a_role_fits_or_nothing_is_clear(
    default_store: Store, brief: str
) -> None:
    assert "looks like" not in told(answer_text(f"advise {brief}", default_store))


def test_the_quote_tells_whose_work_it_is_where_the_rest_drowns_it(default_store: Store) -> None:
    brief = (
        "Finance wants dashboards on our sales figures. The tills write somewhere and nobody looks "
        "at it. We need a person who tidies this up. My boss says to call it a backend job. Is "
        "that so?"
    )
    assert "work for: data engineers and analysts." in told(
        answer_text(f"advise {brief}", default_store)
    )


def test_the_command_line_says_it_too(run: CommandLine) -> None:
    brief = BRIEFS["mobile developers"]
    for told in (run("advise", "--brief", brief).out, run("ask", f"advise {brief}").out):
        assert f"mobile developers.\n{INSTEAD}\n" in told
    sheet = run("kickoff", "--brief", brief).out
    assert "looks like work for: mobile developers. Ask somebody who leads such people" in sheet
    advised = json.loads(run("advise", "--brief", brief, "--json").out)
    assert advised["verdict"] in {"neither", "unclear"}
    assert INSTEAD.split(" (")[0] not in json.dumps(advised)
