"""Advice as a card: what may be shared, and what only the person sees."""

from collections.abc import Sequence

from bot.advice.texts import BANDS, NO_CHANGE, NUMBERS, ORDER
from bot.outbox.sharing import build_share_input
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
from bot.slack.ids import open_id
from bot.slack.views import Modal
from knowledge.advice.explanation import Advice, Reason
from knowledge.advice.rules import DONT_KNOW, Decision, Flip
from knowledge.english import a, in_sentence, listed
from knowledge.packs.questionnaire import Questionnaire
from knowledge.store import Store

RESULT = "advice.result"  # callback id of the card
NEXT = "advice.next"
CHANGE = "advice.change"


def build_advice(store: Store, advice: Advice) -> list[Block]:
    """What advice says, as it may be shared: the chosen options and their sources, no more."""
    blocks = [header("Advice on which role to open"), section(f"*{escape(advice.sentence)}*")]
    blocks += [context(line) for line in _standing(advice)]
    blocks += _reasons(store, advice)
    if advice.unowned:
        left = escape(listed(advice.unowned))
        blocks.append(section(f"*Left without an owner*\n{left[:1].upper()}{left[1:]}."))
    if advice.flips:
        flips = _flips(store, store.questionnaires[advice.questionnaire], advice.flips)
        blocks.append(section(f"*What would change it*\n{flips}"))
    return [*blocks, *_engagement(store, advice)]


def build_open_question(advice: Advice) -> list[Block]:
    """The question to answer next, for a card that can't ask it."""
    question = advice.next_question
    return [context(f"Next to settle: {escape(question.ask)}")] if question else []


def build_result(
    store: Store, advice: Advice, content: list[Block], metadata: str, notice: str = ""
) -> Modal:
    """The card in the modal: above the line what Share posts (`content`, which `build_advice`
    has made), below it what stays private.
    """
    blocks: list[Block] = [context(escape(notice))] if notice else []
    blocks += [*content, divider(), *_private(store, advice)]
    return {
        "type": "modal",
        "callback_id": RESULT,
        "title": plain("Advice", limits.VIEW_TITLE),
        "submit": plain("Share", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_TITLE),
        "private_metadata": metadata,
        "blocks": [*blocks, build_share_input("Share what is above the line in")],
    }


def _private(store: Store, advice: Advice) -> list[Block]:
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
    change = button("Change answers", CHANGE, "change")
    return [*blocks, actions([change, *_further(store, advice)])]


def _further(store: Store, advice: Advice) -> list[Element]:
    """What helps with the next step, each opened on top of the card."""
    first, second = store.questionnaires[advice.questionnaire].roles
    are_compared = second in store.compared_with.get(first, ())
    texts = [("Compare the roles", f"{first} vs {second}")] if are_compared else []
    for role in advice.sequence:
        if role in store.interviews:
            whose = f": {in_sentence(store.roles[role].name)}" if advice.sequence[1:] else ""
            texts.append((f"Interview{whose or ' kit'}", store.interviews[role].key))
    return [button(text, open_id(index), asked) for index, (text, asked) in enumerate(texts)]


def _standing(advice: Advice) -> list[str]:
    """How firmly the answers point, and by which rule two jobs are ordered."""
    lines = []
    if advice.band:
        count = NUMBERS[advice.pointing] if advice.pointing < len(NUMBERS) else advice.pointing
        answers = "one answer points" if advice.pointing == 1 else f"{count} answers point"
        lines.append(
            f"{BANDS[advice.band]}: {answers} there. The band says how firmly your answers "
            "point, not how sure the sources are."
        )
    if advice.order_basis:
        lines.append(f"Order {ORDER[advice.order_basis]} (RoleFit's own rule).")
    return lines


def _reasons(store: Store, advice: Advice) -> list[Block]:
    """What sources say to the answers: for the role that is advised, then against it."""
    role = advice.decision.role
    points_to: dict[str, list[str]] = {}
    for reason in advice.reasons:
        name = in_sentence(store.roles[reason.speaks_for].name)
        title = f"What points to {a(name)}"
        if role and reason.speaks_for != role:
            title = f"What speaks for {a(name)} instead"
        points_to.setdefault(title, []).append(reason.text)
    blocks = [section(f"*{escape(title)}*\n{bullets(said)}") for title, said in points_to.items()]
    return [*blocks, *_source(advice.reasons)]


def _source(reasons: Sequence[Reason]) -> list[Block]:
    cited = [citation for reason in reasons for citation in reason.citations]
    return [context(cite(cited))] if cited else []


def _flips(store: Store, asked: Questionnaire, flips: Sequence[Flip]) -> str:
    """Other answers and where they would lead, below the questions that they answer."""
    questions = {question.id: question for question in asked.questions}
    groups: dict[str, list[str]] = {}
    for flip in flips:
        about = " ".join(questions[name].ask for name in flip.changes)
        chosen = " and ".join(
            f"“{next(o.text for o in questions[name].options if o.id == option)}”"
            for name, option in flip.changes.items()
        )
        groups.setdefault(about, []).append(f"{chosen}: {_outcome(store, flip.decision)}")
    return "\n".join(f"{escape(about)}\n{bullets(lines)}" for about, lines in groups.items())


def _outcome(store: Store, decision: Decision) -> str:
    if decision.role:
        return in_sentence(store.roles[decision.role].name)
    return {"both": "two jobs", "neither": "neither role"}.get(decision.verdict, "no clear advice")


def _engagement(store: Store, advice: Advice) -> list[Block]:
    if advice.engagement in store.engagement:
        model = store.engagement[advice.engagement]
        said = section(f"*How to engage: {escape(model.label)}*\n{escape(model.text)}")
        return [said, *_source(advice.engagement_reasons)]
    if len(advice.engagement_reasons) > 1:
        lines = bullets(reason.text for reason in advice.engagement_reasons)
        said = section(f"*How to engage: your terms pull both ways*\n{lines}")
        return [said, *_source(advice.engagement_reasons)]
    return []
