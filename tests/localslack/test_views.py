"""Modals and Home: triggers, stack, hashes, submission, suggestions."""

import pytest

from localslack.models import Json, NotPossibleError, View
from localslack.slack import LocalSlack
from tests.localslack.samples import (
    actions,
    button,
    home,
    menu,
    modal,
    option,
    plain,
    question,
    section,
    text_input,
)
from tests.localslack.tiny_app import Caller, HandClock, TinyApp
from tests.support.workspace import HIRING, LEAD, MANAGER


def top(slack: LocalSlack) -> View:
    view = slack.workspace.views.top(LEAD)
    assert view is not None
    return view


async def trigger(slack: LocalSlack, tiny: TinyApp) -> str:
    await slack.command(LEAD, HIRING)
    return str(tiny.last["trigger_id"])


async def opened(slack: LocalSlack, tiny: TinyApp, caller: Caller, view: Json) -> View:
    answer = await caller.api("views.open", trigger_id=await trigger(slack, tiny), view=view)
    assert answer["ok"], answer
    return top(slack)


async def test_a_trigger_works_once_and_three_seconds(
    slack: LocalSlack, tiny: TinyApp, caller: Caller, clock: HandClock
) -> None:
    first = await trigger(slack, tiny)
    assert (await caller.api("views.open", trigger_id=first, view=modal()))["ok"]
    answer = await caller.api("views.open", trigger_id=first, view=modal())
    assert answer["error"] == "exchanged_trigger_id"
    second, third = await trigger(slack, tiny), await trigger(slack, tiny)
    clock.seconds += 3
    assert (await caller.api("views.open", trigger_id=second, view=modal()))["ok"]
    clock.seconds += 0.01
    answer = await caller.api("views.open", trigger_id=third, view=modal())
    assert answer["error"] == "expired_trigger_id"


async def test_a_refused_view_uses_no_trigger(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    one = await trigger(slack, tiny)
    broken = modal(title=plain("x" * 25))
    answer = await caller.api("views.open", trigger_id=one, view=broken)
    assert answer["error"] == "invalid_arguments"
    assert (await caller.api("views.open", trigger_id=one, view=modal()))["ok"]
    slack.take_problems()


async def test_three_views_at_most(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    press = modal(actions(button()))
    await opened(slack, tiny, caller, press)
    for error in (None, None, "push_limit_reached"):
        await slack.press(LEAD, top(slack), "answer.share")
        answer = await caller.api("views.push", trigger_id=tiny.last["trigger_id"], view=press)
        assert answer.get("error") == error
    stack = slack.workspace.views.stack(LEAD)
    assert [view.root_id for view in stack] == [stack[0].id] * 3
    assert [view.previous_id for view in stack] == [None, stack[0].id, stack[1].id]


async def test_pushing_needs_an_open_modal(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    one = await trigger(slack, tiny)
    answer = await caller.api("views.push", trigger_id=one, view=modal())
    assert answer["error"] == "not_found"


async def test_a_stale_hash_is_refused(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    view = await opened(slack, tiny, caller, modal(external_id="form-1"))
    before = view.hash
    new = modal(section("two"), external_id="form-1")
    update: Json = {"external_id": "form-1", "hash": before, "view": new}
    assert (await caller.api("views.update", **update))["view"]["hash"] != before
    assert (await caller.api("views.update", **update))["error"] == "hash_conflict"
    other = await caller.api(
        "views.publish", user_id="U0LEAD", view=home() | {"external_id": "form-1"}
    )
    assert other["error"] == "duplicate_external_id"


async def test_entered_values_stay_where_ids_are_unchanged(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    view = await opened(slack, tiny, caller, modal(question()))
    slack.fill(LEAD, view, {"brief": "a CMS"})
    both = modal(question(), question(text_input("other", initial_value="x"), "other"))
    await caller.api("views.update", view_id=view.id, view=both)
    await slack.submit(LEAD, view)
    values = tiny.last["view"]["state"]["values"]
    assert values["brief"]["brief"]["value"] == "a CMS"
    assert values["other"]["other"]["value"] == "x"
    assert not view.is_open


async def test_a_press_in_a_view(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    asks = question(menu("topic"), "topic", dispatch_action=True)
    view = await opened(slack, tiny, caller, modal(asks, question(), private_metadata="draft"))
    await slack.press(LEAD, view, "topic", option="stack")
    payload = tiny.last
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert (payload["view"]["private_metadata"], payload["view"]["hash"]) == ("draft", view.hash)
    chosen = payload["view"]["state"]["values"]["topic"]["topic"]["selected_option"]
    assert chosen == payload["actions"][0]["selected_option"] == option("stack", "Stack")
    assert "response_url" not in payload
    with pytest.raises(NotPossibleError, match="before submission"):
        await slack.press(LEAD, view, "brief", value="x")


async def test_what_slacks_client_checks_first(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    lead = LEAD
    element = text_input(min_length=2, max_length=4)
    view = await opened(slack, tiny, caller, modal(question(element)))
    with pytest.raises(NotPossibleError, match="complete this required field"):
        await slack.submit(lead, view)
    for text in ("x", "xxxxx"):
        with pytest.raises(NotPossibleError, match="too"):
            await slack.submit(lead, view, {"brief": text})
    with pytest.raises(NotPossibleError, match="no input"):
        await slack.submit(lead, view, {"other": "x"})
    with pytest.raises(NotPossibleError, match="does not see"):
        await slack.submit(MANAGER, view, {"brief": "xx"})
    without = await opened(
        slack, tiny, caller, {"type": "modal", "title": plain(), "blocks": [section()]}
    )
    with pytest.raises(NotPossibleError, match="no submit"):
        await slack.submit(lead, without)


async def test_answers_to_a_submission(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    lead = LEAD
    view = await opened(slack, tiny, caller, modal(question(optional=True)))

    tiny.answer = {"response_action": "errors", "errors": {"brief": "Say more."}}
    assert (await slack.submit(lead, view)).ok
    assert view.errors == {"brief": "Say more."}

    tiny.answer = {"response_action": "update", "view": modal(section("two"))}
    await slack.submit(lead, view)
    assert view.blocks[0]["text"]["text"] == "two"
    assert view.errors == {}

    tiny.answer = {"response_action": "push", "view": modal(section("three"))}
    await slack.submit(lead, view)
    assert top(slack) is not view

    tiny.answer = ""
    await slack.submit(lead, top(slack))
    assert top(slack) is view

    tiny.answer = {"response_action": "clear"}
    await slack.submit(lead, view)
    assert slack.workspace.views.top(lead) is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"header": "no input"}},
        {"response_action": "errors", "errors": {"brief": ""}},
        {"response_action": "errors"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update", "view": home()},
        {"response_action": "push"},
        {"response_action": "reload"},
        {"text": "thanks"},
        "thanks",
    ],
)
async def test_refused_answers_to_a_submission(
    slack: LocalSlack, tiny: TinyApp, caller: Caller, answer: Json | str
) -> None:
    blocks = section(block_id="header"), question(optional=True)
    view = await opened(slack, tiny, caller, modal(*blocks))
    tiny.answer = answer
    ack = await slack.submit(LEAD, view)
    assert ack.problems == slack.take_problems() != []
    assert view.is_open
    assert view.trouble == "We had some trouble connecting. Try again?"


async def test_a_chosen_channel_brings_a_response_url(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    chooser: Json = {
        "type": "conversations_select",
        "action_id": "channel",
        "response_url_enabled": True,
        "default_to_current_conversation": True,
    }
    place = slack.workspace
    view = await opened(slack, tiny, caller, modal(question(chooser, "channel")))
    await slack.submit(LEAD, view)
    [url] = tiny.last["response_urls"]
    assert (url["block_id"], url["action_id"], url["channel_id"]) == (
        "channel",
        "channel",
        "C0HIRING",
    )
    await caller.respond(url["response_url"], text="shared", response_type="in_channel")
    assert [message.text for message in place.conversation(HIRING, MANAGER)] == ["shared"]


async def test_closing(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    lead = LEAD
    view = await opened(slack, tiny, caller, modal(question(), notify_on_close=True))
    slack.fill(lead, view, {"brief": "draft"})
    assert (await slack.close(lead, view)).ok
    assert (tiny.last["type"], tiny.last["is_cleared"]) == ("view_closed", False)
    assert tiny.last["view"]["state"] == {"values": {}}
    pressable = modal(actions(button()), notify_on_close=True)
    below = await opened(slack, tiny, caller, pressable)
    await slack.press(lead, below, "answer.share")
    await caller.api("views.push", trigger_id=tiny.last["trigger_id"], view=pressable)
    await slack.close(lead, top(slack), all_views=True)
    assert tiny.last["is_cleared"] is True
    assert slack.workspace.views.stack(lead) == []
    count = len(tiny.received)
    silent = await opened(slack, tiny, caller, modal())
    assert (await slack.close(lead, silent)).status == 0
    assert len(tiny.received) == count + 1  # the command that opened it
    answer = await caller.api("views.update", view_id=silent.id, view=modal())
    assert answer["error"] == "not_found"


async def test_suggestions(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    lead = LEAD
    lookup: Json = {"type": "external_select", "action_id": "faq", "min_query_length": 2}
    view = await opened(slack, tiny, caller, modal(question(lookup, "faq")))
    tiny.answer = {"options": [option("f1", "What is PHP?")]}
    ack = await slack.suggest(lead, view, "faq", "ph")
    assert (tiny.last["type"], tiny.last["value"], tiny.last["block_id"]) == (
        "block_suggestion",
        "ph",
        "faq",
    )
    with pytest.raises(NotPossibleError, match="more characters"):
        await slack.suggest(lead, view, "faq", "p")
    [found] = ack.json["options"]
    tiny.answer = ""
    await slack.submit(lead, view, {"faq": found})
    chosen = tiny.last["view"]["state"]["values"]["faq"]["faq"]["selected_option"]
    assert chosen["value"] == "f1"


async def test_refused_suggestions(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    lookup: Json = {"type": "external_select", "action_id": "faq", "min_query_length": 0}
    view = await opened(slack, tiny, caller, modal(question(lookup, "faq")))
    tiny.answer = {"options": [option("x" * 151)]}
    ack = await slack.suggest(LEAD, view, "faq", "")
    assert ack.problems == slack.take_problems() != []


async def test_home(slack: LocalSlack, tiny: TinyApp, caller: Caller) -> None:
    place = slack.workspace
    await slack.open_home(LEAD)
    assert tiny.last["event"]["type"] == "app_home_opened"
    assert "view" not in tiny.last["event"]
    published = home(actions(button()))
    first = await caller.api("views.publish", user_id="U0LEAD", view=published)
    await slack.open_home(LEAD)
    assert tiny.last["event"]["view"]["id"] == first["view"]["id"]
    view = place.views.home(LEAD)
    assert view is not None
    await slack.press(LEAD, view, "answer.share")
    assert tiny.last["view"]["type"] == "home"
    stale = await caller.api("views.publish", user_id="U0LEAD", view=published, hash="1.2")
    assert stale["error"] == "hash_conflict"
    opening = await caller.api("views.open", trigger_id=tiny.last["trigger_id"], view=modal())
    assert opening["ok"]
