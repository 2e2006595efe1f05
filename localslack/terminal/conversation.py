"""Talk to the app in a terminal."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

from rich.console import Console, RenderableType
from rich.text import Text

from localslack.acknowledgement import Acknowledgement
from localslack.block_kit.interactive import options_of
from localslack.models import Channel, Json, Message, NotPossibleError, Person, Surface, View
from localslack.slack import LocalSlack
from localslack.terminal.rendering import Choice, Renderer

LEAVE = {"quit", "exit"}
FIRST_NEWS_SECONDS = 2.0
MORE_NEWS_SECONDS = 0.05

Reply = Callable[[str], Awaitable[None]]
Seen = dict[tuple[str, str], int | str]


async def talk(
    slack: LocalSlack,
    person: Person,
    channel: Channel,
    console: Console,
    lines: AsyncIterator[str],
    example: tuple[str, str] = ("some words", "send them to the app"),
) -> None:
    """Send each line to the app as its slash command and print what the person then sees.

    Ends with the lines, or at `quit`. `example` is a line for the hints, and what it does.
    """
    session = _Session(slack, person, channel, console, example)
    session.say("Type a question, ? for hints, quit to leave.")
    await session.show_news(wait=False)
    async for line in lines:
        if line.strip().removeprefix("/").lower() in LEAVE:
            break
        await session.take(line.strip())


class _Session:
    def __init__(
        self,
        slack: LocalSlack,
        person: Person,
        channel: Channel,
        console: Console,
        example: tuple[str, str],
    ) -> None:
        self._slack = slack
        self._example = example
        app = slack.workspace.app
        self._mention = f"@{app.name}"
        self._command_name = app.command
        self._people = {_called(person): person for person in slack.workspace.people.values()}
        self._person = person
        self._channel = channel
        self._console = console
        self._renderer = Renderer(slack.workspace, console.width)
        self._seen: Seen = {}
        self._reply: Reply | None = None

    def say(self, text: str) -> None:
        """Print a line of the terminal's own."""
        self._console.print(Text(text, style="dim"))

    async def take(self, line: str) -> None:
        """Do what one line asks."""
        reply, self._reply = self._reply, None
        try:
            if reply is not None:
                await reply(line)
            elif line == "?":
                self.say(self._hints())
            elif line.isdecimal():
                await self._choose(int(line))
            elif line.startswith("as ") and len(line.split()) == 2:
                await self._switch(line.split()[1].lower())
            elif line.lower().startswith(self._mention.lower()):
                text = line[len(self._mention) :].strip()
                await self._show_answer(
                    await self._slack.mention(self._person, self._channel, text)
                )
            elif line:
                await self._command(line)
        except NotPossibleError as error:
            self.say(f"Not possible: {error}")

    async def _command(self, line: str) -> None:
        head, _, rest = line.partition(" ")
        text = rest if head == self._command_name else line
        await self._show_answer(await self._slack.command(self._person, self._channel, text))

    async def _switch(self, name: str) -> None:
        if name not in self._people:
            self.say(f"Nobody here is called {name}: {_or(self._people)}.")
            return
        self._person = self._people[name]
        self.say(f"You are the {self._person.name} now.")
        await self.show_news(wait=False)

    def _hints(self) -> str:
        text, does = self._example
        somebody = [*self._people][:2][-1]
        hints = {
            text: f"{does}; any command works, {self._command_name} may be left out",
            "1, 2, …": "press what has this number",
            f"as {somebody}": f"look at it as somebody else: {_or(self._people)}",
            f"{self._mention} …": "mention the app in the channel",
            "?": "these hints",
            "quit": "leave",
        }
        return "\n".join(f"{typed:<23} {does}" for typed, does in hints.items())

    # Numbers

    async def _choose(self, number: int) -> None:
        choices = self._renderer.choices
        if not 1 <= number <= len(choices):
            self.say(f"Nothing has the number {number}.")
            return
        choice = choices[number - 1]
        if choice.element["type"] == "button" or choice.option is not None:
            await self._confirm(choice)
        elif choice.element["type"] == "external_select":
            self.say("Type what to look for.")
            self._reply = lambda typed: self._suggest(choice, typed)
        else:
            self._offer(choice, self._options(choice.element))

    def _options(self, element: Json) -> list[Json]:
        if element["type"] != "conversations_select":
            return options_of(element)
        return [
            {"text": {"type": "plain_text", "text": f"#{channel.name}"}, "value": channel.id}
            for channel in self._slack.workspace.channels.values()
            if not channel.is_im
        ]

    def _offer(self, choice: Choice, options: list[Json]) -> None:
        if not options:
            self.say("There is nothing to choose.")
        self._print(self._renderer.options(choice, options))

    async def _suggest(self, choice: Choice, typed: str) -> None:
        action_id = choice.element["action_id"]
        ack = await self._slack.suggest(self._person, choice.surface, action_id, typed)
        self._offer(choice, options_of(ack.json) if ack.ok else [])
        self._show_problems()

    async def _confirm(self, choice: Choice) -> None:
        confirm = choice.element.get("confirm")
        if confirm is None:
            await self._press(choice)
            return
        self._print(self._renderer.confirmation(confirm))

        async def decide(answer: str) -> None:
            if answer.lower() in ("y", "yes"):
                await self._press(choice)
            else:
                self.say("Nothing was sent.")

        self._reply = decide

    async def _press(self, choice: Choice) -> None:
        element = choice.element
        if "url" in element:
            self.say(f"Opens {element['url']}")
        ack = await self._slack.press(
            self._person,
            choice.surface,
            element["action_id"],
            value=element.get("value"),
            option=_given_option(choice),
            block_id=choice.block["block_id"],
        )
        await self._show_answer(ack)

    # What is new

    async def _show_answer(self, ack: Acknowledgement) -> None:
        await self.show_news(wait=ack.ok)
        self._show_problems()

    def _show_problems(self) -> None:
        for problem in self._slack.take_problems():
            self._console.print(Text(f"Slack would not have it: {problem}", style="red"))

    async def show_news(self, *, wait: bool) -> None:
        """Print what this person has not seen; with `wait`, give the app time to answer."""
        if wait and not await self._any_news(FIRST_NEWS_SECONDS):
            self.say("Nothing new to see.")
        # An app may change several things, one call each.
        while wait and await self._more_news():
            pass
        earlier, self._renderer.choices = self._renderer.choices, []
        for shown in self._news():
            self._seen[self._key(shown)] = _state_of(shown)
            self._show(shown)
        # Numbers stay good until new ones appear.
        self._renderer.choices = self._renderer.choices or earlier

    async def _any_news(self, seconds: float) -> bool:
        try:
            return bool(await self._slack.workspace.changed(self._news, seconds))
        except TimeoutError:
            return False

    async def _more_news(self) -> bool:
        before = [(id(shown), _state_of(shown)) for shown in self._news()]

        def differs() -> bool:
            return before != [(id(shown), _state_of(shown)) for shown in self._news()]

        try:
            return await self._slack.workspace.changed(differs, MORE_NEWS_SECONDS)
        except TimeoutError:
            return False

    def _news(self) -> list[Surface]:
        place, person = self._slack.workspace, self._person
        found: list[Surface] = [
            message
            for message in place.messages
            if message.channel.has(person.id)
            and message.visible_to in (None, person.id)
            and message.author != person.id
            and not (message.deleted and self._key(message) not in self._seen)
        ]
        if view := place.views.top(person):
            found.append(view)
        return [shown for shown in found if self._seen.get(self._key(shown)) != _state_of(shown)]

    def _key(self, shown: Surface) -> tuple[str, str]:
        return self._person.id, shown.ts if isinstance(shown, Message) else shown.id

    def _show(self, shown: Surface) -> None:
        if isinstance(shown, View):
            self._print(self._renderer.view(shown))
            self.say("A form opened. Here it is only shown.")
        elif shown.deleted:
            self.say("A message was taken away.")
        else:
            self._print(self._renderer.message(shown))

    def _print(self, drawn: Iterable[RenderableType]) -> None:
        for line in drawn:
            self._console.print(line, width=self._renderer.width)


def _called(person: Person) -> str:
    """The last word of a name, which is enough to type."""
    return person.name.split()[-1].lower()


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _state_of(shown: Surface) -> int | str:
    if isinstance(shown, View):
        return shown.hash
    return -1 if shown.deleted else shown.edits


def _given_option(choice: Choice) -> object:
    if choice.option is None:
        return None
    kind = choice.element["type"]
    if kind == "external_select":
        return choice.option
    value = choice.option["value"]
    return [value] if kind == "checkboxes" else value
