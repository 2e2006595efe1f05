"""Who is in the demo's workspace, what they have said before, and what the page says to try."""

from pathlib import Path

from rich.markup import escape

from knowledge.packs.models import About
from knowledge.store import Store
from localslack.models import Channel, Person
from localslack.page.guide import Guide, Try

RECRUITER = Person("U0RECRUITER", "Recruiter")
MANAGER = Person("U0MANAGER", "Hiring manager")
LEAD = Person("U0LEAD", "Engineering lead")
PEOPLE = (RECRUITER, MANAGER, LEAD)

HIRING = Channel("C0HIRING", "hiring")
ENGINEERING = Channel("C0ENGINEERING", "engineering")
CHANNELS = (HIRING, ENGINEERING)
JOINED = (ENGINEERING,)

ICON = Path(__file__).parent / "icon.svg"
COMMAND = "/rolefit"
ALONE = "Alone: find the role you need"
UNANSWERED = "what does a visa cost"


def said_before(store: Store) -> list[tuple[Channel, Person, str]]:
    """What the people have said: something that a shortcut, or a mention, can be tried on."""
    about = _about(store)
    said = [(HIRING, MANAGER, about.situation), (ENGINEERING, LEAD, about.question)]
    return [(channel, person, text) for channel, person, text in said if text]


def guide(store: Store) -> Guide:
    """What the page says, of the packs that are there."""
    return Guide(
        title="Which role should you open, and why?",
        about=(
            "RoleFit answers in the hiring channel. This is the real app; only Slack is a "
            "stand-in. What you ask, only you see until you share it."
        ),
        tries=tuple(
            Try(title, f"{COMMAND} {text}".strip(), note) for title, text, note in _tries(store)
        ),
        after=(
            "Then press Share below an answer and look at the channel as somebody else "
            "(View as, top right)."
        ),
        more=(
            "Share an answer, then change View as: now you see what the others see.",
            "Get hiring advice from a colleague's message: open the menu at its right.",
            "Mention @RoleFit in #engineering: it answers in the thread, for everyone.",
            "Look up a hiring FAQ while you type: Shortcuts.",
        ),
        command_notes={
            COMMAND: "Alone: find the role you need" if store.questionnaires else "Help"
        },
        people="Three people are here.",
        terminal="rolefit demo --terminal",
    )


def terminal_welcome(store: Store) -> str:
    """What the terminal says first."""
    lines = [
        f"  [bold]{escape(text or COMMAND):34}[/]  {title[0].lower()}{title[1:]}"
        for title, text, _ in _tries(store)
    ]
    return "\n".join(
        [
            "[bold]RoleFit[/] on a local stand-in for Slack. Nothing leaves this machine.",
            "",
            "Type what you would type after [bold]/rolefit[/]:",
            *lines,
            "",
        ]
    )


def terminal_example(store: Store) -> tuple[str, str]:
    """Something to type, and what it does."""
    title, text, _ = next(one for one in _tries(store) if one[1])
    return text, f"{title[0].lower()}{title[1:]}"


def _tries(store: Store) -> list[tuple[str, str, str]]:
    """Things to try: a title, what to type after the command, and what comes back."""
    compared = next((one for one in store.examples if " vs " in one), None)
    asked = next((one for one in store.examples if " vs " not in one), None)
    tries = []
    if compared:
        tries.append(("Compare two roles", compared, "Side by side. A menu changes the topic."))
    if store.questionnaires:
        note = "A few short steps; advice after any of them."
        tries.append(("Find the role you need", "", note))
    if asked:
        tries.append(("Ask a hiring question", asked, "The answer names its source."))
    unanswered = _about(store).unanswered or UNANSWERED
    return [
        *tries,
        ("Ask what it cannot know", unanswered, "It says so and invents nothing."),
    ]


def _about(store: Store) -> About:
    """What the first pack says of itself."""
    nameless = About(name="RoleFit", examples=("help",), welcome="Ask which role to open.")
    return next(iter(store.about), nameless)
