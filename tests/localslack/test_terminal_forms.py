"""Forms in the terminal: answered step by step, sent, corrected, closed."""

from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from localslack.slack import LocalSlack
from tests.localslack.samples import (
    Json,
    actions,
    button,
    feedback,
    menu,
    modal,
    option,
    plain,
    question,
    section,
    text_input,
)
from tests.localslack.test_terminal import transcript
from tests.localslack.tiny_app import Caller, TinyApp

Views = Callable[[Json], Awaitable[Json]]
BACK = button("form.back", "back") | {"text": plain("Back")}
CHANNEL: Json = {
    "type": "conversations_select",
    "action_id": "share",
    "default_to_current_conversation": True,
}
TOPIC = question(menu("topic"), "topic", label=plain("Topic"), optional=True)


@pytest.fixture
def opening(tiny: TinyApp, caller: Caller) -> Callable[..., None]:
    """Makes the app open a view at a command, and answer the rest with what comes in turn."""

    def open_with(view: Json, *answers: Json) -> None:
        waiting = list(answers)

        async def answer(payload: Json) -> web.Response:
            if "command" in payload:
                await caller.api("views.open", trigger_id=payload["trigger_id"], view=view)
            elif payload["type"] == "view_submission" and waiting:
                return web.json_response(waiting.pop(0))
            elif payload["type"] == "block_actions" and waiting and "method" in waiting[0]:
                call = dict(waiting.pop(0))
                fields = {"trigger_id": payload["trigger_id"]}
                if call["method"] == "views.update":
                    fields = {"view_id": payload["view"]["id"]}
                await caller.api(call.pop("method"), **fields, **call)
            return web.Response()

        tiny.answer = answer

    return open_with


def submitted(tiny: TinyApp) -> list[Json]:
    """The values of each submission, by block id."""
    return [
        {
            block_id: next(iter(values.values()))
            for block_id, values in received["view"]["state"]["values"].items()
        }
        for received in tiny.received
        if received.get("type") == "view_submission"
    ]


async def test_a_form_is_asked_input_by_input_and_sent(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    words = question(text_input(), hint=plain("In a sentence"))
    opening(modal(section("Two questions."), TOPIC, words))
    printed = await transcript(slack, "/tally", "2", "a blog", "")
    form = printed.split("leave.\n", 1)[1]
    rule = "─" * 90
    assert form.split("\n", 2)[2] == "\n".join(
        [
            "  Two questions.",
            "  [n] Next   [c] Close",
            rule,
            "",
            "  Topic (optional)",
            "  [1] When to hire",
            "  [2] Stack",
            "Type a number. Enter goes on.",
            "",
            "  Brief",
            "  In a sentence",
            "Type your answer. Enter goes on.",
            "Enter: Next",
            "The form is closed.",
        ]
    )
    [values] = submitted(tiny)
    assert values["topic"]["selected_option"]["value"] == "stack"
    assert values["brief"]["value"] == "a blog"


async def test_enter_leaves_what_is_there(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    chosen = menu("topic", initial_option=option())
    opening(modal(question(chosen, "topic"), question(text_input(), optional=True)))
    printed = await transcript(slack, "/tally", "", "", "")
    assert "[1] When to hire ✓\n  [2] Stack" in printed
    assert "Enter keeps “When to hire”." in printed
    [values] = submitted(tiny)
    assert values["topic"]["selected_option"]["value"] == "when"
    assert values["brief"]["value"] is None


async def test_a_choice_that_the_app_wants_to_hear_of_reaches_it_at_once(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    opening(modal({**TOPIC, "dispatch_action": True}))
    printed = await transcript(slack, "/tally", "1")
    [action] = tiny.last["actions"]
    assert (action["block_id"], action["selected_option"]["value"]) == ("topic", "when")
    assert "Nothing new to see" not in printed


async def test_buttons_of_a_form_have_letters(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    first = modal(section("Step 1"), TOPIC)
    cancel = button("form.cancel", "x") | {"text": plain("Cancel")}
    second = modal(section("Step 2"), TOPIC, actions(BACK, cancel))
    opening(
        first,
        {"response_action": "update", "view": second},
        {"method": "views.update", "view": first},
    )
    printed = await transcript(slack, "/tally", "2", "n", "B")
    assert "[b] Back   [a] Cancel" in printed
    assert "[n] Next   [c] Close" in printed
    steps = [line for line in printed.splitlines() if "Step " in line]
    assert steps == ["  Step 1", "  Step 2", "  Step 1"]
    assert printed.endswith("[2] Stack ✓\nType a number. Enter keeps “Stack”.")


async def test_errors_stand_at_their_field_which_is_asked_again(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    wrong = {"response_action": "errors", "errors": {"brief": "More, please."}}
    opening(modal(TOPIC, question()), wrong, wrong)
    printed = await transcript(slack, "/tally", "", "x", "", "longer", "", "even longer", "")
    assert printed.count("  Brief\n  More, please.\nType your answer. Enter keeps “x”.") == 1
    assert "  Brief\n  More, please.\nType your answer. Enter keeps “longer”." in printed
    assert [values["brief"]["value"] for values in submitted(tiny)] == [
        "x",
        "longer",
        "even longer",
    ]
    assert printed.endswith("The form is closed.")


async def test_what_is_required_is_asked_before_anything_is_sent(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    opening(modal(TOPIC, question()))
    printed = await transcript(slack, "/tally", "n", "now")
    assert "This has to be answered first.\n\n  Brief\n" in printed
    assert submitted(tiny) == []


async def test_a_form_that_fails_says_so(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    opening(modal(TOPIC), {"response_action": "dance"})
    printed = await transcript(slack, "/tally", "n")
    assert "We had some trouble connecting." in printed
    assert "unknown response_action: dance" in printed


async def test_below_a_pushed_view_the_one_before_is_there_again(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    pushed = {k: v for k, v in modal(section("On top")).items() if k != "submit"}
    more = button("more", "m") | {"text": plain("More")}
    opening(modal(section("Below"), actions(more)), {"method": "views.push", "view": pushed})
    printed = await transcript(slack, "/tally", "m", "", "c", "c", "1")
    shown = [line.strip() for line in printed.splitlines() if line[2:] in ("Below", "On top")]
    assert shown == ["Below", "On top", "Below"]
    assert "There is nothing to send." in printed
    assert printed.endswith("The form is closed.\nNothing has the number 1.")


async def test_a_conversation_is_chosen_by_its_name(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    opening(modal(question(CHANNEL, "share")))
    printed = await transcript(slack, "/tally", "2", "")
    assert "[1] #hiring ✓\n  [2] #engineering\nType a number. Enter keeps “hiring”." in printed
    [values] = submitted(tiny)
    assert values["share"]["selected_conversation"] == "C0ENGINEERING"


async def test_boxes_are_ticked_one_by_one(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    boxes = {**menu("boxes"), "type": "checkboxes"}
    opening(modal(question(boxes, "boxes")))
    printed = await transcript(slack, "/tally", "1", "2", "1", "", "")
    assert "Enter keeps “When to hire, Stack”." in printed
    [values] = submitted(tiny)
    assert [one["value"] for one in values["boxes"]["selected_options"]] == ["stack"]


async def test_words_are_looked_up_in_a_form(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    lookup = {"type": "external_select", "action_id": "faq", "min_query_length": 0}

    async def answer(payload: Json) -> web.Response:
        if payload.get("type") == "block_suggestion":
            return web.json_response({"options": [option("f1", payload["value"])]})
        if payload.get("type") == "view_submission":
            return web.Response()
        form = modal(question(lookup, "faq"))
        await caller.api("views.open", trigger_id=payload["trigger_id"], view=form)
        return web.Response()

    tiny.answer = answer
    printed = await transcript(slack, "/tally", "schema", "1", "")
    assert "  [1] schema\n" in printed
    [values] = submitted(tiny)
    assert values["faq"]["selected_option"]["value"] == "f1"


async def test_menus_beside_the_inputs_have_letters_too(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    beside = actions(menu("aside", placeholder=plain("More topics")))
    changed = {"method": "views.update", "view": modal(section("Changed"))}
    opening(modal(section("Card"), beside, TOPIC), changed)
    printed = await transcript(slack, "/tally", "m", "2")
    assert "[m] More topics ▾" in printed
    assert tiny.last["actions"][0]["selected_option"]["value"] == "stack"
    assert "  Changed\n" in printed


async def test_hints_and_what_is_no_answer(
    slack: LocalSlack, tiny: TinyApp, opening: Callable[..., None]
) -> None:
    opening(modal(TOPIC))
    printed = await transcript(slack, "/tally", "?", "what", "7", "quit", "c")
    assert "c, n                    press what has this letter" in printed
    assert "A form is open. Type a number or a letter that it shows, or ? for hints." in printed
    assert printed.endswith("Nothing has the number 7.")


async def test_numbers_of_messages_are_good_again_after_a_form(
    slack: LocalSlack, tiny: TinyApp, caller: Caller
) -> None:
    async def answer(payload: Json) -> web.Response:
        if payload.get("text") == "card":
            return web.json_response({"text": "x", "blocks": [actions(button())]})
        if "command" in payload:
            form = modal(TOPIC)
            await caller.api("views.open", trigger_id=payload["trigger_id"], view=form)
        return web.Response()

    tiny.answer = answer
    await transcript(slack, "card", "/tally", "c", "1")
    assert tiny.last["actions"][0]["action_id"] == "answer.share"


async def test_both_sides_of_feedback_have_a_number(slack: LocalSlack, tiny: TinyApp) -> None:
    tiny.answer = {"text": "x", "blocks": [feedback("up", "down")]}
    printed = await transcript(slack, "card", "2")
    assert "[1] Helpful   [2] Not helpful" in printed
    assert tiny.last["actions"][0]["value"] == "down"
