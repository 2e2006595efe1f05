"""People of a team, of a shortlist, of an age: who they are, and how they did, is not judged."""

import pytest

from bot.ask.grammar import parse
from bot.ask.requests import AboutPerson
from bot.ask.results import find
from knowledge.store import Store


@pytest.mark.parametrize(
    "text",
    [
        "who is the slowest coder on squad falcon",
        "which of our developers is the least productive",
        "name the laziest engineer in the backend team",
        "who on the payments team is underperforming",
        "who's the smartest php guy we have",
        "which dev on my team would you let go first",
        "who among our engineers deserves a raise",
        "rank our backend devs from best to worst",
        "who was the weakest of the four yesterday",
        "is anybody on team blue not pulling their weight",
        "three candidates left, one lives nearby and one has more Symfony. who gets the offer?",
        "both finalists are strong, one wants part time, the other doesn't. decide for me",
        "four people on the shortlist, one has kids, does that matter",
        "can a dev with a newborn handle on call",
    ],
)
def test_of_whom_one_is_picked_out(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "is 61 too late to start with PHP",
        "aren't 50 year olds too slow for kubernetes",
        "isn't forty rather old for a junior post",
        "can somebody at 57 still learn go",
        "would a 23 year old developer be taken seriously by the client",
        "should we avoid older candidates for the startup team",
        "does 48 count as old for a coder",
        "hmm at 55 isn't it a bit late to switch to backend",
    ],
)
def test_how_old_somebody_is(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "did Jane on the app team have the skills for go",
        "compare Jane with Alex for the backend opening",
        "he swears he scaled their whole platform, is that credible",
        "Jane froze in the live coding round",
        "Alex botched the system design part, next step?",
        "Kim impressed everybody but asked for too much",
        "Jane came across as arrogant, php seat or no",
        "Alex did well on the kata, less so on SQL",
        "does Jane deserve more money for keeping the shop alive?",
    ],
)
def test_how_somebody_did(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "who's the best person to own the schema",
        "which of our developers would own the queue",
        "who is the most senior person in a backend team, usually",
        "two people on our team, one does wordpress and one does the api. who is missing",
        "three candidates for the title: php developer, backend developer, web developer",
        "our shop sells toys to families with kids, pages are slow",
        "our 20 year old monolith needs care",
        "at 40 requests a second does php still hold up",
        "older frameworks or newer ones for php",
        "Checkout froze in production, who looks at it",
        "Magento did well for years, now it's slow",
        "which role deserves the bigger budget",
        "can a backend dev with kids app experience do php",
        "50 is a lot of services for one person, isn't it",
        "who in the team should talk to marketing",
        "rank the two roles by scope",
    ],
)
def test_work_and_roles_are_no_people(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "applicant no. 4 was chatty and solved two of three tasks. hire?",
        "should we let Zdenka go, she only does templates",
        "mihaela's interview from Monday, what is your verdict",
        "can a robot replace our sleepy junior dev",
        "look at linkedin.com/in/somebody and tell me",
        "Tibor's trial is over and so is our money, keep or drop",
        "Zoltan would like to lead our squad and is nervous on stage. promote him?",
        "what does Dmytro earn",
        "candidate Wanda asks for a higher grade, would you say so too",
        "who is the strongest applicant of the three",
        "is the new guy any good",
        "what do we do about our lazy backend engineer",
        "he speaks little English, does it matter",
        "applicant we met on Friday hardly spoke. reject or proceed?",
        "candidate cancelled the second call, chase or let go",
        "three candidates for the Symfony seat, all fine on paper. please pick one",
        "got 3 applicants for the laravel post, one from a bank. whom would you take",
        "Is Jitka paid too much for what she does",
        "I'd say Mbali is underpaid",
    ],
)
def test_who_is_judged_in_other_words(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "our CTO wants one backend for all. I think he's wrong, what do the articles say",
        "compare the two on security",
        "how do I notice that a candidate is senior in Laravel",
        "which languages are usual, or did I miss some",
        "do candidates have to pick one of the stacks",
        "keep the monolith, pass or move on to services?",
        "our candidates never know docker, which role is that",
        "are PHP developers underpaid",
        "candidates for the title: PHP developer, backend developer. which one do we take",
        "Is PHP paid too low",
    ],
)
def test_who_is_not_judged_in_other_words(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "candidate says he built a kafka pipeline, red flag or not?",
        "got an applicant, 3 years drupal, never saw docker. enough for backend?",
        "applicant couldn't name a single cache strategy, no-go for php?",
        "interviewed a candidate: strong on symfony, weak on sql. next round?",
        "my candidate only knows mysql, ok for backend?",
        "our backend dev is slow, what now",
        "notes on Amirah's take home, anyone?",
        "cand claims: typo3, gitlab, k8s, so php or backend?",
        "should we reject this one or give another round?",
        "Three finalists, one knows Terraform, one knows Drupal. Who suits the backend seat?",
    ],
)
def test_who_was_met_is_judged(default_store: Store, text: str) -> None:
    assert isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "we got a candidate pipeline of 40 people, how do we screen them for backend?",
        "how do I see if a candidate says the truth about kafka?",
        "is symfony only ok for backend?",
        "our backend is slow, what now",
        "any candidate that can't explain joins is a no-go, right?",
        "we have one candidate for two seats, what do we ask?",
        "would you invite this crowd of plugins into a shop?",
    ],
)
def test_nobody_was_met(default_store: Store, text: str) -> None:
    assert not isinstance(parse(text, default_store), AboutPerson)


@pytest.mark.parametrize(
    "text",
    [
        "Petra moves from the wordpress crew to the backend team, what does she have to learn?",
        "Tomas has looked after our php shop for ages and would like to be a backend dev. "
        "What would he need to pick up?",
    ],
)
def test_what_somebody_has_to_learn_judges_nobody(default_store: Store, text: str) -> None:
    found = find(text, default_store)
    assert found.request == "search"
    assert found.hits[0].document.key == "faq/backend-beyond-php"


def test_whether_somebody_is_good_enough_to_learn_does(default_store: Store) -> None:
    text = "Petra moves to the backend team, is she good enough?"
    assert isinstance(parse(text, default_store), AboutPerson)
