"""What holds after each thing that anybody does."""

import json

from localslack.models import Message
from tests.scenarios.flows import screen
from tests.scenarios.flows.memory import Vote
from tests.scenarios.flows.packs import Answers
from tests.scenarios.flows.visit import GONE_WRONG, Visit
from tests.support.slack import offered
from tests.support.workspace import HIRING

# The answers alone: beside them stands which questionnaire they are to.
DRAFTS = """select person, json_remove(answers, '$.""') from drafts"""
VOTES = "select person, entry, helpful, word from feedback"


async def check(visit: Visit) -> None:
    """Drafts, votes, forms and posts are as people left them, everybody's."""
    await check_kept(visit)
    await check_posts(visit)
    for person in visit.people:
        assert GONE_WRONG not in screen.words(visit.place, person)
        step = visit.place.views.top(person)
        if step and step.callback_id == "advice.step":
            answers = visit.memories[person.id].form
            assert screen.chosen(step) == screen.expected(step, answers)


async def check_kept(visit: Visit) -> None:
    """Nothing of anybody's is lost, and nothing is kept that they took back."""
    drafts = {p: json.loads(answers) for p, answers in await visit.app.rows(DRAFTS)}
    votes: dict[str, dict[str, Vote]] = {}
    for person, entry, helpful, word in await visit.app.rows(VOTES):
        votes.setdefault(person, {})[entry] = bool(helpful), word
    for person, memory in visit.memories.items():
        assert drafts.get(person, {}) == memory.draft
        assert votes.get(person, {}) == memory.votes


async def check_posts(visit: Visit) -> None:
    """What was to be posted was posted once, or its person was told why not.

    Slack may have posted what it did not confirm: as often as somebody was told so.
    """
    posted, told = await visit.outbox()
    ever_posted = posted + visit.posted_and_deleted
    most = ever_posted + told + visit.told_and_deleted
    assert ever_posted <= len(posts(visit)) <= most
    assert posted <= len(visit.shared) <= most


def posts(visit: Visit) -> list[Message]:
    """What everybody in a channel sees of the app."""
    return [
        message
        for message in visit.place.messages
        if message.author == "app" and not message.is_ephemeral and not message.channel.is_im
    ]


async def check_resuming(visit: Visit) -> None:
    """Resume offers the answers that each person gave last, and so does the next step."""
    visit.place.faults.clear()
    for person in visit.people:
        visit.person = person
        while view := visit.view:
            await visit.act(visit.slack.close(person, view))
        await visit.opening(visit.slack.command(person, HIRING))
        draft = visit.pack.kept(visit.memory.draft)
        if not visit.memory.draft:  # nothing to resume
            continue
        await offered(visit.slack, "advice.resume", person)
        [resume] = [c for c in screen.controls(visit.place, person) if c.action == "advice.resume"]
        await visit.press(resume)
        assert await _walk(visit) == draft
    await check(visit)


async def _walk(visit: Visit) -> Answers:
    """What stands in the three steps of the open form."""
    found: dict[str, str | None] = {}
    while (step := visit.view) and step.callback_id == "advice.step":
        found |= screen.chosen(step)
        await visit.submit(step, {})
    return {question: option for question, option in found.items() if option is not None}
