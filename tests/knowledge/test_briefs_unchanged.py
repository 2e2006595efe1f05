"""Briefs and ads read the same with what tells nothing of the work beside them, and what is denied
is never quoted.
"""

import pytest

from knowledge.briefs.job_ads import is_job_ad
from knowledge.briefs.quoting import LONGEST_SPAN
from knowledge.briefs.reader import LONGEST_BRIEF, Given
from knowledge.store import open_store
from tests.knowledge.test_job_ads import MARKDOWN, WITH_COLONS, WITH_HEADINGS
from tests.support.advice import read_in

STORE = open_store()

SITE = "Somebody has to build landing pages, forms and a newsletter box in our WordPress site."
APP = "We run one Symfony application. Someone must upgrade PHP, write tests and fix the bugs."
SHOP = "Our Magento shop is slow. We need somebody who makes its pages fast and adds templates."
SPLIT = "We want to split the monolith into services, with Kafka between them."
PARTNERS = "Five partners send orders into our systems through one API with a gateway and quotas."
CALLS = (
    "Our services time out when they call each other, and nobody watches the pipelines. We can"
    " hire one developer."
)
LINES = "We need help with our Drupal site.\nNew forms for the editors.\nA better search."
BRIEFS = [SITE, APP, SHOP, SPLIT, PARTNERS, CALLS, LINES]
ADS = [WITH_HEADINGS, MARKDOWN, WITH_COLONS]


def read(text: str) -> dict[str, Given]:
    """What a text says; every span stands in it and is short."""
    found = read_in(STORE, text)
    for one in found.values():
        assert one.span in text
        assert 0 < len(one.span) <= LONGEST_SPAN
    return found


def options(text: str) -> dict[str, str]:
    return {question: one.option for question, one in read(text).items()}


def test_the_texts_are_briefs_and_ads_that_say_something() -> None:
    assert all(options(text) for text in (*BRIEFS, *ADS))
    assert [is_job_ad(text) for text in (*BRIEFS, *ADS)] == [False] * len(BRIEFS) + [True] * len(
        ADS
    )
    assert len({tuple(options(text).items()) for text in BRIEFS}) == len(BRIEFS)


@pytest.mark.parametrize("ad", ADS)
@pytest.mark.parametrize(
    "benefits",
    [
        "Benefits\n- 30 days of holiday\n- A rail pass and a bike",
        "What we offer:\nA flat team, fruit on every floor and a budget for books and talks.",
        "Perks\n- A discount in our WordPress shop\n- Talks on Kafka and API gateways",
        "Benefits\n- Work from anywhere, fully remote\n- We pay courses on splitting a monolith",
        "Benefits\n- You build your own page for our site every spring\n- Two free seats at talks",
        "What we offer\n- Contract for six weeks of trial\n- People who write plug-ins",
    ],
)
def test_benefits_under_a_heading_change_nothing(ad: str, benefits: str) -> None:
    assert options(f"{ad}\n\n{benefits}") == options(ad)


@pytest.mark.parametrize("ad", ADS)
@pytest.mark.parametrize(
    "line",
    [
        "We are an equal opportunity employer.",
        "All qualified applicants are treated alike, whoever they are.",
        "We welcome applications from everybody, whatever their age, origin or faith.",
    ],
)
def test_a_line_on_equal_opportunity_changes_nothing(ad: str, line: str) -> None:
    assert options(f"{ad}\n\n{line}") == options(ad)
    assert options(f"{line}\n\n{ad}") == options(ad)


@pytest.mark.parametrize("brief", BRIEFS)
def test_an_emoji_changes_nothing(brief: str) -> None:
    before = options(brief)
    assert options(f"{brief} :thinking_face:") == before
    assert options(f"{brief}\n:thinking_face:") == before
    assert options(brief.replace(". ", ". :thinking_face: ")) == before


@pytest.mark.parametrize("brief", BRIEFS)
def test_an_emoji_before_a_brief_changes_nothing(brief: str) -> None:
    assert options(f":thinking_face: {brief}") == options(brief)


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize(
    "end",
    [
        "Thanks!",
        "Thanks a lot, and have a nice weekend.",
        "Many thanks in advance",
        "Best regards",
        "Kind regards,\nthe hiring desk",
        "--\nHiring desk\nPhone 555 0100",
    ],
)
def test_thanks_and_a_signature_change_nothing(brief: str, end: str) -> None:
    assert options(f"{brief}\n\n{end}") == options(brief)


@pytest.mark.parametrize("text", [LINES, *ADS, SITE + "\n\n" + SPLIT, "Hi all\n\n" + SHOP])
def test_the_ends_of_lines_change_nothing(text: str) -> None:
    assert "\n" in text
    assert options(text.replace("\n", "\r\n")) == options(text)


@pytest.mark.parametrize("text", [*BRIEFS, *ADS])
def test_blanks_around_a_text_change_nothing(text: str) -> None:
    assert read(f"\n\n  {text}  \n") == read(text)


DENIED = [
    "We do not need new landing pages.",
    "Another team owns the API gateway.",
    "The platform team runs Kafka and all the services.",
    "No microservices here, and none planned.",
    "Nobody needs a new WordPress theme.",
    "An agency makes the WordPress pages.",
    "We gave up the plan to split the monolith into services.",
    "The API gateway works fine.",
    "The mobile shop is not part of the job.",
    "We aren't looking for somebody who tunes the database.",
    "Nobody will write new plug-ins.",
    "We won't touch the templates.",
    "The plan for partner APIs was shelved.",
]


@pytest.mark.parametrize("denied", DENIED)
@pytest.mark.parametrize("brief", BRIEFS)
def test_what_is_denied_is_never_quoted(brief: str, denied: str) -> None:
    for text in (f"{brief} {denied}", f"{denied} {brief}", f"{brief}\n\n{denied}"):
        found = read(text)
        assert found
        quoted = [one.span for one in found.values()]
        assert not [span for span in quoted if span in denied or denied[:-1] in span]


@pytest.mark.parametrize(
    ("denied", "asked", "option"),
    [
        ("We do not need new landing pages.", "We need new landing pages.", "web-features"),
        ("We gave up the plan to split the monolith into services.",
         "We made the plan to split the monolith into services.", "split-app"),
    ],
)  # fmt: skip
def test_a_denied_sentence_alone_asks_for_nothing_and_its_twin_does(
    denied: str, asked: str, option: str
) -> None:
    assert option not in options(denied).values()
    assert option in options(asked).values()


@pytest.mark.parametrize("first", BRIEFS)
@pytest.mark.parametrize("second", BRIEFS)
def test_spans_stand_in_a_text_of_two_jobs(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert len(text) < LONGEST_BRIEF
    assert read(text)  # `read` looks at the spans
