"""The card in the modal: what Share posts, and below it what leads on."""

from bot.advice.blocks import SIDES, Side, build_advice, build_side, sides_of
from bot.advice.prefill import build_elsewhere
from bot.advice.texts import DONT_KNOW_TEXT, NO_CHANGE, SIDE_BUTTONS
from bot.outbox.sharing import build_share_input
from bot.slack import limits
from bot.slack.blocks import (
    Block,
    Element,
    actions,
    button,
    context,
    divider,
    escape,
    menu,
    plain,
    section,
)
from bot.slack.ids import open_id
from bot.slack.views import Modal
from knowledge.advice.explanation import Advice
from knowledge.advice.rules import DONT_KNOW
from knowledge.english import in_sentence
from knowledge.store import Store

RESULT = "advice.result"  # callback id of the card
NEXT = "advice.next"
CHANGE = "advice.change"
SIDE = "advice.side"  # value: the side to show


def build_content(store: Store, advice: Advice, side: Side) -> list[Block]:
    """What a side of the card says: Share posts just that."""
    return [*build_advice(store, advice), *build_side(store, advice, side)]


def build_result(
    store: Store, advice: Advice, side: Side, content: list[Block], metadata: str, notice: str = ""
) -> Modal:
    """One side of the card: above the line what Share posts (`content`, which `build_content` has
    made), below it what stays private. Where nothing points anywhere there is nothing to share.
    """
    blocks: list[Block] = [context(escape(notice))] if notice else []
    blocks += [*content, divider(), *_private(store, advice, side)]
    view: Modal = {
        "type": "modal",
        "callback_id": RESULT,
        "title": plain("Advice", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": blocks,
    }
    if not advice.says_something:
        return view
    view["blocks"] += [build_share_input("Share what is above the line in")]
    return {**view, "submit": plain("Share", limits.VIEW_TITLE)}


def _private(store: Store, advice: Advice, side: Side) -> list[Block]:
    blocks: list[Block] = []
    question = advice.next_question
    if question:
        options = [(option.text, option.id) for option in question.options]
        choose = menu("Answer", NEXT, [*options, (DONT_KNOW_TEXT, DONT_KNOW)], None)
        blocks.append(section(f"*Next:* {escape(question.ask)}"))
        blocks.append({**actions([choose]), "block_id": question.id})
    elif advice.verdict == "neither":
        blocks += build_elsewhere(None)
    elif advice.verdict != "unclear":
        blocks.append(context(NO_CHANGE))
    change = button("Change answers", CHANGE, "change")
    further = _further(store, advice) if side == "more" else []
    sheets = kickoff_buttons(advice, len(further))
    below = [*_sides(store, advice, side), *sheets, change, *further]
    return [*blocks, actions(below)]


def _sides(store: Store, advice: Advice, shown: Side) -> list[Element]:
    """Buttons for the other sides; in full, the card also leads on."""
    there = {*sides_of(store, advice), *(["more"] if _further(store, advice) else [])}
    return [
        button(SIDE_BUTTONS[side], f"{SIDE}.{n}", side)
        for n, side in enumerate(SIDES)
        if side in there and side != shown
    ]


def _further(store: Store, advice: Advice) -> list[Element]:
    """What helps with the next step, each opened on top of the card."""
    first, second = store.questionnaires[advice.questionnaire].roles
    are_compared = second in store.compared_with.get(first, ())
    texts = [("Compare the roles", f"{first} vs {second}")] if are_compared else []
    for role in advice.sequence:
        if role in store.interviews:
            whose = f": {in_sentence(store.roles[role].name)}" if advice.sequence[1:] else ""
            asked = " ".join(["sheet", store.interviews[role].key, *_given(advice)])
            texts.append((f"Interview{whose or ' sheet'}", asked))
    return [button(text, open_id(index), asked) for index, (text, asked) in enumerate(texts)]


def kickoff_buttons(advice: Advice, number: int = 0) -> list[Element]:
    """The button that opens the kickoff sheet of an advice, if it advises to open any role.

    It carries the request as bot/ask/grammar.py reads it; `number` tells buttons apart.
    """
    asked = " ".join(["kickoff", advice.questionnaire, *_given(advice)])
    return [button("Kickoff sheet", open_id(number), asked)] if advice.sequence else []


def _given(advice: Advice) -> list[str]:
    """The answers, as such requests carry them."""
    return [f"{name}={option}" for name, option in advice.carried.items()]
