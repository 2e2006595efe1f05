"""Advice as a card: what may be shared, and what only the person sees."""

from collections.abc import Sequence

from bot.slack import limits
from bot.slack.blocks import (
    Block,
    Element,
    actions,
    bullets,
    button,
    context,
    divider,
    escape,
    header,
    menu,
    plain,
    section,
)
from bot.slack.citations import cite
from bot.slack.ids import OPEN_FORM
from bot.slack.sharing import build_share_input
from bot.slack.views import View
from knowledge.advice import DONT_KNOW, Flip
from knowledge.explanation import Advice, Reason, in_sentence, listed
from knowledge.store import Store

RESULT = "advice.result"  # callback id of the card
NEXT = "advice.next"
CHANGE = "advice.change"

BANDS = {
    "slight": "Slight",
    "moderate": "Moderate",
    "strong": "Strong",
}
ORDER = {
    "first": "by what hurts first",
    "coverage": "by what others don't cover",
    "work": "by where the work is",
    "open": "open: answer what hurts first",
}
NO_CHANGE = "No open question would change this."


def open_form_button(text: str = "Which fits us?") -> Element:
    """The button that opens the questionnaire."""
    return button(text, OPEN_FORM, "open")


def build_advice(store: Store, advice: Advice) -> list[Block]:
    """What advice says, as it may be shared: the chosen options and their sources, no more."""
    blocks = [header("Advice on which role to open"), section(f"*{escape(advice.sentence)}*")]
    blocks += [context(line) for line in _standing(store, advice)]
    role = advice.decision.role
    for_it = [r for r in advice.reasons if role is None or r.speaks_for == role]
    against = [r for r in advice.reasons if r not in for_it]
    blocks += _reasons(store, "What your answers point to", for_it)
    blocks += _reasons(store, "What speaks against it", against)
    if advice.unowned:
        left = escape(listed(advice.unowned))
        blocks.append(section(f"*Left without an owner*\n{left[:1].upper()}{left[1:]}."))
    if advice.flips:
        lines = bullets(_flip(store, flip) for flip in advice.flips)
        blocks.append(section(f"*What would change it*\n{lines}"))
    blocks += _engagement(store, advice)
    cited = [c for r in (*advice.reasons, *advice.engagement_reasons) for c in r.citations]
    return [*blocks, context(cite(cited))] if cited else blocks


def build_result(store: Store, advice: Advice, metadata: str, notice: str = "") -> View:
    """The card in the modal: above the line what Share posts, below it what stays private."""
    blocks: list[Block] = [context(escape(notice))] if notice else []
    blocks += [*build_advice(store, advice), divider(), *_private(advice)]
    return {
        "type": "modal",
        "callback_id": RESULT,
        "title": plain("Advice", limits.VIEW_TITLE),
        "submit": plain("Share", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": [*blocks, build_share_input("Share what is above the line in")],
    }


def _private(advice: Advice) -> list[Block]:
    blocks: list[Block] = []
    question = advice.next_question
    if question:
        options = [(option.text, option.id) for option in question.options]
        choose = menu("Answer", NEXT, [*options, ("Don't know", DONT_KNOW)], None)
        blocks.append(section(f"*Next: {escape(question.ask)}*\n{escape(question.why)}"))
        blocks.append({**actions([choose]), "block_id": question.id})
    elif advice.verdict != "unclear":
        blocks.append(context(NO_CHANGE))
    if advice.post:
        blocks.append(section(f"*For the post*\n```{escape(advice.post)}```"))
    return [*blocks, actions([button("Change answers", CHANGE, "change")])]


def _standing(store: Store, advice: Advice) -> list[str]:
    """How firmly the answers point, and by which rule two jobs are ordered."""
    lines = []
    if advice.band:
        count = len({r.text for r in advice.reasons if r.speaks_for in advice.sequence})
        answers = "one reason points" if count == 1 else f"{count} reasons point"
        lines.append(
            f"{BANDS[advice.band]}: {answers} there. The band says how firmly your answers "
            "point, not how sure the sources are."
        )
    if advice.order_basis:
        lines.append(f"Order {ORDER[advice.order_basis]} (RoleFit's own rule).")
    return lines


def _reasons(store: Store, title: str, reasons: Sequence[Reason]) -> list[Block]:
    if not reasons:
        return []
    lines = [f"{r.text} ({in_sentence(store.roles[r.speaks_for].name)})" for r in reasons]
    return [section(f"*{title}*\n{bullets(lines)}")]


def _flip(store: Store, flip: Flip) -> str:
    questions = {question.id: question for question in store.questionnaire.questions}
    changes = [
        f"“{next(o.text for o in questions[name].options if o.id == chosen)}”"
        for name, chosen in flip.changes.items()
    ]
    role = flip.decision.role
    outcomes = {"both": "two jobs", "neither": "neither role", "unclear": "no clear advice"}
    outcome = in_sentence(store.roles[role].name) if role else outcomes[flip.decision.verdict]
    return f"{' and '.join(changes)}: {outcome}"


def _engagement(store: Store, advice: Advice) -> list[Block]:
    if advice.engagement in store.engagement:
        model = store.engagement[advice.engagement]
        return [section(f"*How to engage: {escape(model.label)}*\n{escape(model.text)}")]
    if len(advice.engagement_reasons) > 1:
        lines = bullets(reason.text for reason in advice.engagement_reasons)
        return [section(f"*How to engage: your terms pull both ways*\n{lines}")]
    return []
