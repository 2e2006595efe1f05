"""What Slack refuses in messages and views, at the exact boundary."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localslack import limits
from localslack.block_kit.validation import check_message, check_options, check_view, warn_message
from tests.localslack.samples import (
    Json,
    actions,
    button,
    feedback,
    home,
    menu,
    modal,
    mrkdwn,
    option,
    plain,
    question,
    section,
    text_input,
)


def message(*blocks: Json) -> list[str]:
    return check_message({"text": "x", "blocks": list(blocks)})


def in_actions(**element: object) -> list[str]:
    return message(actions(dict(element)))


def form(element: Json) -> list[str]:
    return check_view(modal(question(element)))


def options(count: int) -> list[Json]:
    return [option(f"v{number}") for number in range(count)]


def confirm(**changes: Json) -> Json:
    texts = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
    return button(confirm=texts | changes)


def divider(number: int) -> Json:
    return {"type": "divider", "block_id": str(number)}


def select(**keys: object) -> Json:
    return {"type": "static_select", "action_id": "topic", **keys}


def overflow(count: int) -> Json:
    return {"type": "overflow", "options": options(count)}


def radio(count: int) -> Json:
    return {"type": "radio_buttons", "options": options(count)}


def checkboxes(count: int) -> Json:
    return {"type": "checkboxes", "options": options(count)}


def alert(n: int) -> Json:
    return {"type": "alert", "text": plain("x" * n), "level": "warning"}


def judged(*elements: Json) -> Json:
    return {"type": "context_actions", "elements": list(elements)}


def side(text: str = "Helpful", **more: object) -> Json:
    return {"positive_button": {"text": plain(text), "value": "good", **more}}


def group(n: int) -> Json:
    return {"label": plain("x" * n), "options": options(1)}


BOUNDARIES: list[tuple[str, int, Callable[[int], list[str]]]] = [
    ("text", limits.MESSAGE_TEXT, lambda n: check_message({"text": "x" * n})),
    ("blocks", limits.BLOCKS_IN_MESSAGE, lambda n: message(*map(divider, range(n)))),
    ("view blocks", limits.BLOCKS_IN_VIEW, lambda n: check_view(modal(*map(divider, range(n))))),
    ("header", limits.HEADER_TEXT, lambda n: message({"type": "header", "text": plain("x" * n)})),
    ("section", limits.SECTION_TEXT, lambda n: message(section("x" * n))),
    (
        "fields",
        limits.SECTION_FIELDS,
        lambda n: message({"type": "section", "fields": [mrkdwn()] * n}),
    ),
    (
        "field",
        limits.SECTION_FIELD_TEXT,
        lambda n: message({"type": "section", "fields": [mrkdwn("x" * n)]}),
    ),
    (
        "context",
        limits.CONTEXT_ELEMENTS,
        lambda n: message({"type": "context", "elements": [mrkdwn()] * n}),
    ),
    (
        "actions",
        limits.ACTIONS_ELEMENTS,
        lambda n: message(actions(*(button(str(i)) for i in range(n)))),
    ),
    (
        "context actions",
        limits.CONTEXT_ACTIONS_ELEMENTS,
        lambda n: message(judged(*(feedback(action_id=str(i))["elements"][0] for i in range(n)))),
    ),
    ("feedback text", limits.FEEDBACK_TEXT, lambda n: message(feedback(**side(text="x" * n)))),
    ("feedback value", limits.FEEDBACK_VALUE, lambda n: message(feedback("x" * n))),
    (
        "feedback label",
        limits.FEEDBACK_ACCESSIBILITY_LABEL,
        lambda n: message(feedback(**side(accessibility_label="x" * n))),
    ),
    ("alert", limits.ALERT_TEXT, lambda n: check_view(modal(alert(n)))),
    ("label", limits.INPUT_LABEL, lambda n: check_view(modal(question(label=plain("x" * n))))),
    ("hint", limits.INPUT_HINT, lambda n: check_view(modal(question(hint=plain("x" * n))))),
    ("button", limits.BUTTON_TEXT, lambda n: message(actions(button(text=plain("x" * n))))),
    ("button value", limits.BUTTON_VALUE, lambda n: message(actions(button(value="x" * n)))),
    (
        "button label",
        limits.BUTTON_ACCESSIBILITY_LABEL,
        lambda n: message(actions(button(accessibility_label="x" * n))),
    ),
    ("url", limits.URL, lambda n: message(actions(button(url="https://a/".ljust(n, "x"))))),
    ("options", limits.SELECT_OPTIONS, lambda n: in_actions(**select(options=options(n)))),
    ("choices", limits.CHOICES, lambda n: message(actions(radio(n)))),
    ("checkboxes", limits.CHOICES, lambda n: message(actions(checkboxes(n)))),
    ("overflow", limits.OVERFLOW_OPTIONS, lambda n: message(actions(overflow(n)))),
    (
        "option text",
        limits.OPTION_TEXT,
        lambda n: in_actions(**select(options=[option(text="x" * n)])),
    ),
    (
        "option value",
        limits.OPTION_VALUE,
        lambda n: in_actions(**select(options=[option("x" * n)])),
    ),
    (
        "groups",
        limits.SELECT_OPTION_GROUPS,
        lambda n: in_actions(**select(option_groups=[group(1)] * n)),
    ),
    (
        "group label",
        limits.OPTION_GROUP_LABEL,
        lambda n: in_actions(**select(option_groups=[group(n)])),
    ),
    (
        "placeholder",
        limits.PLACEHOLDER,
        lambda n: message(actions(menu(placeholder=plain("x" * n)))),
    ),
    (
        "confirm title",
        limits.CONFIRM_TITLE,
        lambda n: message(actions(confirm(title=plain("x" * n)))),
    ),
    ("confirm text", limits.CONFIRM_TEXT, lambda n: message(actions(confirm(text=plain("x" * n))))),
    ("confirm", limits.CONFIRM_BUTTON, lambda n: message(actions(confirm(confirm=plain("x" * n))))),
    ("deny", limits.CONFIRM_BUTTON, lambda n: message(actions(confirm(deny=plain("x" * n))))),
    ("title", limits.VIEW_TITLE, lambda n: check_view(modal(title=plain("x" * n)))),
    ("submit", limits.VIEW_BUTTON, lambda n: check_view(modal(submit=plain("x" * n)))),
    ("close", limits.VIEW_BUTTON, lambda n: check_view(modal(close=plain("x" * n)))),
    (
        "metadata",
        limits.PRIVATE_METADATA,
        lambda n: check_view(modal(private_metadata="x" * n)),
    ),
    ("callback_id", limits.CALLBACK_ID, lambda n: check_view(modal(callback_id="x" * n))),
    ("external_id", limits.EXTERNAL_ID, lambda n: check_view(modal(external_id="x" * n))),
    ("action_id", limits.ACTION_ID, lambda n: message(actions(button("x" * n)))),
    ("block_id", limits.BLOCK_ID, lambda n: message(section(block_id="x" * n))),
    ("typed text", limits.TEXT_INPUT, lambda n: form(text_input(max_length=n))),
    ("initial value", 5, lambda n: form(text_input(max_length=5, initial_value="x" * n))),
]


@pytest.mark.parametrize(
    ("most", "check"), [case[1:] for case in BOUNDARIES], ids=[case[0] for case in BOUNDARIES]
)
def test_the_longest_passes_and_one_more_is_refused(
    most: int, check: Callable[[int], list[str]]
) -> None:
    assert check(most) == []
    assert check(most + 1) != []


def test_problems_are_worded_as_slack_words_them() -> None:
    assert message(section("x" * 3001)) == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert message(*map(divider, range(51))) == [
        "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"
    ]
    assert check_view({"type": "modal", "blocks": [section()]}) == [
        "[ERROR] missing required field: title [json-pointer:/view]"
    ]
    assert message(actions(button("a"), button("a"))) == [
        '[ERROR] `action_id` "a" already exists [json-pointer:/blocks/0/elements/1/action_id]'
    ]


def external(**keys: object) -> Json:
    return {"type": "external_select", "action_id": "faq", **keys}


def conversations(**keys: object) -> Json:
    return {"type": "conversations_select", "action_id": "channel", **keys}


def rich(*leaves: Json) -> Json:
    part = {"type": "rich_text_section", "elements": list(leaves)}
    return {"type": "rich_text", "elements": [part]}


BULLETS: Json = {
    "type": "rich_text_list",
    "style": "bullet",
    "elements": rich({"type": "text", "text": "x"})["elements"],
}

ACCEPTED: dict[str, list[str]] = {
    "text alone": check_message({"text": "x"}),
    "blocks alone": check_message({"blocks": [section()]}),
    "expand and verbatim": message(section(expand=True) | {"text": mrkdwn() | {"verbatim": True}}),
    "emoji": message({"type": "header", "text": plain() | {"emoji": True}}),
    "accessory": message(section(accessory=menu())),
    "every choice": message(actions(menu(), radio(1), checkboxes(1), overflow(1), conversations())),
    "groups": in_actions(**select(option_groups=[group(5)], initial_option=option("v0"))),
    "initial option": message(actions(menu(initial_option=option()))),
    "external": form(external(min_query_length=0, initial_option=option())),
    "response url": form(
        conversations(response_url_enabled=True, default_to_current_conversation=True)
    ),
    "overflow url": message(
        section(
            accessory={"type": "overflow", "options": [option() | {"url": "https://a.example"}]}
        )
    ),
    "one focus": form(text_input(focus_on_load=True)),
    "same action id in two blocks": message(actions(button()), actions(button())),
    "input in a message": message(question()),
    "feedback": message(feedback(), feedback()),
    "home": check_view(home(section(), actions(button()))),
    "alert": check_view(modal(alert(5))),
    "no submit without input": check_view(
        {"type": "modal", "title": plain(), "blocks": [section()]}
    ),
    "rich text": message(
        rich({"type": "text", "text": "x", "style": {"bold": True}}),
        {"type": "rich_text", "elements": [BULLETS]},
        rich({"type": "link", "url": "https://a.example", "text": "x"}),
    ),
    "dispatch config": check_view(
        modal(
            question(
                text_input(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
                dispatch_action=True,
            )
        )
    ),
}


@pytest.mark.parametrize("found", ACCEPTED.values(), ids=ACCEPTED)
def test_slack_accepts(found: list[str]) -> None:
    assert found == []


WORDS = st.sampled_from(
    ["type", "text", "blocks", "elements", "element", "accessory", "options", "block_id", "fields"]
)
REFUSED: dict[str, list[str]] = {
    "nothing": check_message({}),
    "empty text and blocks": check_message({"text": "", "blocks": []}),
    "text of another type": check_message({"text": 5}),
    "blocks of another type": check_message({"text": "x", "blocks": {"a": 1}}),
    "block of another type": check_message({"text": "x", "blocks": ["text"]}),
    "no type": message({"text": plain()}),
    "unknown block": message({"type": "data_table"}),
    "unknown element": message(actions({"type": "datepicker"})),
    "unknown key": message(section(footer="x")),
    "unknown key of an element": message(actions(button(disabled=True))),
    "emoji in mrkdwn": message(section() | {"text": mrkdwn() | {"emoji": True}}),
    "verbatim in plain_text": message({"type": "header", "text": plain() | {"verbatim": True}}),
    "header in mrkdwn": message({"type": "header", "text": mrkdwn()}),
    "button in mrkdwn": message(actions(button(text=mrkdwn()))),
    "option in mrkdwn": in_actions(**select(options=[option() | {"text": mrkdwn()}])),
    "empty text object": message(section("")),
    "empty button": message(actions(button(text=plain("")))),
    "empty value": message(actions(button(value=""))),
    "empty option value": in_actions(**select(options=[option("")])),
    "empty action id": message(actions(button(""))),
    "empty section": message({"type": "section"}),
    "empty fields": message({"type": "section", "fields": []}),
    "empty context": message({"type": "context", "elements": []}),
    "empty actions": message(actions()),
    "no options": in_actions(**select(options=[])),
    "neither options nor groups": in_actions(**select()),
    "options and groups": in_actions(**select(options=options(1), option_groups=[group(1)])),
    "initial option not offered": message(actions(menu(initial_option=option("other")))),
    "initial options not offered": in_actions(
        **checkboxes(2), initial_options=[option("v0"), option("v9")]
    ),
    "button in context": message({"type": "context", "elements": [button()]}),
    "text input in actions": message(actions(text_input())),
    "text input as accessory": message(section(accessory=text_input())),
    "button in input": form(button()),
    "overflow in input": form(overflow(2)),
    "text in accessory": message(section(accessory=plain())),
    "feedback in a modal": check_view(modal(feedback())),
    "feedback on Home": check_view(home(feedback())),
    "feedback among actions": message(actions(*feedback()["elements"])),
    "a button among context actions": message(judged(button())),
    "feedback with one side": message(feedback(negative_button=None)),
    "feedback without a value": message(feedback(positive_button={"text": plain()})),
    "feedback in mrkdwn": message(feedback(positive_button={"text": mrkdwn(), "value": "good"})),
    "alert in a message": message(alert(5)),
    "alert on Home": check_view(home(alert(5))),
    "unknown level": check_view(modal(alert(5) | {"level": "loud"})),
    "unknown style": message(actions(button(style="green"))),
    "confirm without deny": message(
        actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()}))
    ),
    "relative url": message(actions(button(url="/faq"))),
    "script url": message(actions(button(url="javascript:alert(1)"))),
    "same block id twice": message(divider(1), divider(1)),
    "same action id twice": message(actions(menu("a"), button("a"))),
    "two focused": check_view(
        modal(
            question(text_input("a", focus_on_load=True), "a"),
            question(text_input("b", focus_on_load=True), "b"),
        )
    ),
    "input without submit": check_view({"type": "modal", "title": plain(), "blocks": [question()]}),
    "response url in a message": message(actions(conversations(response_url_enabled=True))),
    "response url outside an input": check_view(
        modal(section(accessory=conversations(response_url_enabled=True)))
    ),
    "minimum above maximum": form(text_input(min_length=5, max_length=4)),
    "flag as text": form(text_input(multiline="yes")),
    "number as text": form(external(min_query_length="1")),
    "title on Home": check_view(home() | {"title": plain()}),
    "no blocks": check_view(modal(blocks=[])),
    "view of another type": check_view({"type": "dialog", "blocks": []}),
    "no view": check_view(None),
    "empty rich text leaf": message(rich({"type": "text", "text": ""})),
    "unknown rich text leaf": message(rich({"type": "sparkle"})),
}


@pytest.mark.parametrize("found", REFUSED.values(), ids=REFUSED)
def test_slack_refuses(found: list[str]) -> None:
    assert found
    assert all(problem.startswith("[ERROR] ") for problem in found)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_any_json_gets_an_answer(value: object) -> None:
    for payload in ({"text": "x", "blocks": value}, {"text": value, "blocks": [value]}):
        assert isinstance(check_message(payload), list)
    for view in (value, {"type": "modal", "blocks": value}, {"type": "modal", "blocks": [value]}):
        assert isinstance(check_view(view), list)
    assert isinstance(check_options(value), list)


def test_suggested_options() -> None:
    assert check_options({"options": []}) == []
    assert check_options({"options": options(100)}) == []
    assert check_options({"option_groups": [group(5)]}) == []
    assert check_options({"options": options(101)}) != []
    assert check_options({}) != []
    assert check_options(None) != []


def test_warnings() -> None:
    assert warn_message({"text": "x", "blocks": [section()]}) == []
    assert warn_message({"text": "x", "blocks": [section()], "attachments": [{}]}) != []
    assert warn_message({"blocks": [section()]}) != []
    assert warn_message({"text": "x", "respond": 1}) != []
