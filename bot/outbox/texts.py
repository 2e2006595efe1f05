"""What a person is told about something that is to be posted."""

from bot.slack.delivery import Delivery

# About Share, on a message, on the card of a form and in a look-up alike.
SHARED = "On its way to the channel that you chose."
SHARED_ALREADY = "You have shared this there already."
SHARED_HERE = "Shared in this channel."
CHANGED = "This has changed since you saw it. Here it is as of now: press Share again."

NOT_OPENED = "The form did not open: Slack was too slow. Press the button to try again."

_INVITE = (
    "Your answer was not posted: RoleFit is not in that channel. Type `/invite @RoleFit` there, "
    "then {again}."
)
_ARCHIVED = "Your answer was not posted: that channel is archived. Ask again in another channel."
_UNCLEAR = (
    "Slack did not confirm that your answer was posted. Look into the channel: if it is not "
    "there, {again}."
)
_REFUSED = (
    "Your answer was not posted: Slack refused it ({error}). Nothing is lost: {again}. If it "
    "happens once more, show this to whoever runs RoleFit."
)
_NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found", "no_permission"})


def not_posted(delivery: Delivery, *, is_mention: bool) -> str:
    """Why something was not posted, and what to do, for somebody who pressed Share or mentioned
    us.
    """
    if delivery.outcome == "unclear":
        words = _UNCLEAR
    elif delivery.error in _NOT_A_MEMBER:
        words = _INVITE
    elif delivery.error == "is_archived":
        words = _ARCHIVED
    else:
        words = _REFUSED
    again = "mention RoleFit again" if is_mention else "press *Share* again"
    return words.format(again=again, error=delivery.error)
