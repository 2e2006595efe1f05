"""What a person is told about something that is to be posted or shown."""

from bot.slack.delivery import Delivery
from bot.slack.refusals import NOT_INSTALLED, TOO_LATE

# About Share, on a message, on the card of a form and in a look-up alike.
SHARED = "On its way to the channel that you chose."
SHARED_ALREADY = "You have shared this there already."
SHARED_HERE = "Shared in this channel."
CHANGED = "This has changed since you saw it. Here it is as of now: press Share again."

NOT_OPENED = "The form did not open"
NOT_SHOWN = "RoleFit could not show what you asked for"
DELETED = "Your data is deleted. Home still shows what was there: open it again to see it gone."
NOT_POSTED = "Your answer was not posted"

_UNCLEAR = (
    "Slack did not confirm that your answer was posted. Look into the channel: if it is not "
    "there, {again}."
)
_REFUSED = "Slack does not take it. Show this to whoever runs RoleFit: `{error}`"

# https://docs.slack.dev/reference/methods/chat.postMessage has the errors
_REASONS: tuple[tuple[frozenset[str], str], ...] = (
    (
        frozenset({"not_in_channel", "channel_not_found", "no_permission"}),
        "RoleFit is not in that channel. Type `/invite @RoleFit` there, then {again}.",
    ),
    (frozenset({"is_archived"}), "that channel is archived. Ask again in another channel."),
    (frozenset({"is_inactive"}), "that channel is closed. Ask again in another channel."),
    (
        frozenset(
            {
                "cannot_post_to_channel",
                "channel_type_not_supported",
                "posting_to_general_channel_denied",
                "restricted_action",
                "restricted_action_read_only_channel",
                "user_is_restricted",
            }
        ),
        "RoleFit may not post in that channel. Ask again in another channel, or ask your "
        "workspace's administrators to allow it.",
    ),
    (
        frozenset({"restricted_action_thread_only_channel"}),
        "that channel takes answers in threads only. Mention RoleFit in a thread there.",
    ),
    (
        frozenset({"restricted_action_non_threadable_channel"}),
        "that channel takes no answers in threads. Type `/rolefit` there instead.",
    ),
    (
        frozenset(
            {
                "cannot_reply_to_message",
                "invalid_thread_ts",
                "message_not_found",
                "restricted_action_thread_locked",
                "thread_not_found",
            }
        ),
        "that thread takes no more answers. Ask again in the channel.",
    ),
    (
        frozenset({"msg_blocks_too_long", "msg_too_long"}),
        "it is too long for Slack. Ask about one thing at a time.",
    ),
    (
        frozenset({"message_limit_exceeded"}),
        "your workspace has posted as much as Slack allows just now. Wait a while, then {again}.",
    ),
    (
        frozenset(
            {
                "accesslimited",
                "ekm_access_denied",
                "enterprise_is_restricted",
                "two_factor_setup_required",
            }
        ),
        "your organization does not allow it just now. Ask your workspace's administrators.",
    ),
    (
        frozenset({"org_login_required", "team_added_to_org"}),
        "your workspace is being moved to an organization. Once that is done, {again}.",
    ),
    (
        NOT_INSTALLED,
        "RoleFit's installation in this workspace no longer works. Tell whoever runs RoleFit.",
    ),
)


def not_posted(delivery: Delivery, *, is_mention: bool) -> str:
    """Why something was not posted, and what to do, for somebody who pressed Share or mentioned
    us.
    """
    again = "mention RoleFit again" if is_mention else "press *Share* again"
    if delivery.outcome == "unclear":
        return _UNCLEAR.format(again=again)
    if delivery.outcome == "later":  # for as long as we try
        return f"{NOT_POSTED}: Slack could not be reached. Later, {again}."
    return f"{NOT_POSTED}: {_reason(delivery.error).format(again=again, error=delivery.error)}"


def not_done(what: str, delivery: Delivery) -> str:
    """That something (`what`, such as NOT_OPENED) did not happen after a press, why, and what
    to do.
    """
    if delivery.error == "timeout" or delivery.error in TOO_LATE:
        return f"{what}: Slack was too slow. Try again."
    if delivery.outcome != "refused":
        return f"{what}: Slack has trouble just now. Try again in a minute."
    reason = _reason("account_inactive" if delivery.error in NOT_INSTALLED else delivery.error)
    return f"{what}: {reason.format(again='try again', error=delivery.error)}"


def may_help_to_repeat(delivery: Delivery) -> bool:
    """Whether the same may be done a moment later."""
    return delivery.outcome != "refused" or delivery.error in TOO_LATE


def holds_anyhow(delivery: Delivery) -> bool:
    """Whether Slack refused for a reason that is the same for each way of posting there."""
    return any(delivery.error in names for names, _ in _REASONS)


def _reason(error: str) -> str:
    return next((words for names, words in _REASONS if error in names), _REFUSED)
