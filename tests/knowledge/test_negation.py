"""Denied work: segments that say some work is not to be done here, each beside its twin that asks
for it.
"""

import pytest

from knowledge.briefs.negation import denies_work

TWINS = [
    ("We do not need new landing pages.", "We do need new landing pages."),
    ("We don't need a gateway.", "We need a gateway."),
    ("We didn't plan for Kafka.", "We planned for Kafka."),
    ("We do not touch the monolith.", "We touch the monolith every day."),
    ("We shouldn't touch the gateway.", "We should touch the gateway."),
    ("We aren't looking for a Drupal developer.", "We are looking for a Drupal developer."),
    ("Nobody needs new pages.", "Everybody needs new pages."),
    ("Nobody asked for new pages.", "The editors asked for new pages."),
    ("No one wants a new theme.", "Everyone wants a new theme."),
    ("None of us asked for Kafka.", "All of us asked for Kafka."),
    ("No microservices here, and none planned.", "Microservices here, and more planned."),
    ("There is no gateway.", "There is a gateway."),
    ("There's no need for a new theme.", "There's a need for a new theme."),
    ("Microservices are not planned.", "Microservices are planned."),
    ("The theme is not part of the job.", "The theme is part of the job."),
    ("The theme is not in scope.", "The theme is in scope."),
    ("The theme isn't our job.", "The theme is our job."),
    ("The gateway is no longer needed.", "The gateway is still needed."),
    ("Another team owns the API gateway.", "Our team owns the API gateway."),
    ("The platform team runs Kafka.", "This hire runs Kafka."),
    ("An agency makes the pages.", "The new hire makes the pages."),
    ("A different department takes care of the shop.", "This hire takes care of the shop."),
    ("The web team already has the pages.", "The web team needs a hand with the pages."),
    ("We gave up the plan to split it.", "We made the plan to split it."),
    ("A new theme was suggested; we dropped that.", "A new theme was suggested; we like that."),
    ("They rejected the plan.", "They liked the plan."),
    ("The API gateway works fine.", "The API gateway never works fine."),
    ("The checkout is fine.", "The checkout is not fine."),
    ("The site stays as it is.", "The site stays slow."),
    ("Leave the shop alone.", "Leave the shop better than it was."),
    ("Hands off the gateway.", "Hands on the gateway."),
]  # fmt: skip


@pytest.mark.parametrize(("denied", "asked"), TWINS)
def test_work_is_denied_and_its_twin_is_not(denied: str, asked: str) -> None:
    assert denies_work(denied)
    assert not denies_work(asked)


@pytest.mark.parametrize("denied", [denied for denied, _ in TWINS])
def test_case_and_line_breaks_do_not_hide_what_is_denied(denied: str) -> None:
    assert denies_work(denied.upper())
    assert denies_work(denied.lower())
    assert denies_work(f"- {denied}\n")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody owns the contracts between the services.",
        "No one here knows Drupal.",
        "Nobody watches the pipelines.",
        "No idea why the pages are slow.",
        "Nothing has tests.",
    ],
)
def test_who_lacks_something_needs_it(text: str) -> None:
    assert not denies_work(text)


@pytest.mark.parametrize(
    "text",
    [
        "The forms do not work.",
        "The pages don't load.",
        "Our services are not in sync.",
        "We can't find out why the shop is slow.",
        "We cannot wait until the shop is fast.",
        "The API gateway works fine, but nobody tests it.",
    ],
)
def test_what_is_broken_is_work(text: str) -> None:
    assert not denies_work(text)


@pytest.mark.parametrize("text", ["", " \n", "The shop is slow.", "Notes on the north shop"])
def test_a_text_without_a_denial_denies_nothing(text: str) -> None:
    assert not denies_work(text)
