"""What a person reads where Slack refuses: plain words for each reason that Slack documents."""

import re

import pytest

from bot.outbox.texts import NOT_OPENED, may_help_to_repeat, not_done, not_posted
from bot.slack.delivery import Delivery

# https://docs.slack.dev/reference/methods/chat.postMessage, without those that only a mistake in
# the app's own arguments brings about
DOCUMENTED = {
    "invite": {"not_in_channel", "channel_not_found", "no_permission"},
    "archived": {"is_archived"},
    "closed": {"is_inactive"},
    "may not post": {
        "restricted_action", "restricted_action_read_only_channel", "user_is_restricted",
    },
    "in threads only": {"restricted_action_thread_only_channel"},
    "no answers in threads": {"restricted_action_non_threadable_channel"},
    "no more answers": {"restricted_action_thread_locked", "cannot_reply_to_message"},
    "too long": {"msg_too_long", "msg_blocks_too_long"},
    "Wait a while": {"message_limit_exceeded"},
    "administrators": {
        "accesslimited", "ekm_access_denied", "enterprise_is_restricted",
        "two_factor_setup_required",
    },
    "being moved": {"org_login_required"},
    "no longer works": {
        "access_denied", "account_inactive", "invalid_auth", "missing_scope", "not_authed",
        "not_allowed_token_type", "team_access_not_granted", "team_not_found", "token_expired",
        "token_revoked",
    },
}  # fmt: skip
NAMES = [(name, words) for words, names in DOCUMENTED.items() for name in sorted(names)]
REPEATED = ("invite", "Wait a while", "being moved")  # where pressing again can help


@pytest.mark.parametrize(("name", "words"), NAMES)
@pytest.mark.parametrize("is_mention", [True, False], ids=["mention", "share"])
def test_a_reason_is_told_in_plain_words(name: str, words: str, *, is_mention: bool) -> None:
    told = not_posted(Delivery("refused", name), is_mention=is_mention)
    assert told.startswith("Your answer was not posted: ")
    assert words in told
    assert (
        re.findall(
            r"_|[{}]|`(?!/)", told.replace("`/invite @RoleFit`", "").replace("`/rolefit`", "")
        )
        == []
    )
    again = "mention RoleFit again" if is_mention else "press *Share* again"
    assert (again in told) is (words in REPEATED)
    assert not (is_mention and "Share" in told)


@pytest.mark.parametrize("is_mention", [True, False], ids=["mention", "share"])
def test_what_slack_never_documented_is_shown_to_whoever_runs_rolefit(*, is_mention: bool) -> None:
    told = not_posted(Delivery("refused", "brand_new"), is_mention=is_mention)
    assert told.endswith("Show this to whoever runs RoleFit: `brand_new`")
    assert "again" not in told


@pytest.mark.parametrize(
    ("delivery", "words", "repeat"),
    [
        (Delivery("unclear", "timeout"), "Slack was too slow. Try again.", True),
        (Delivery("refused", "expired_trigger_id"), "Slack was too slow. Try again.", True),
        (Delivery("unclear", "http_500"), "Slack has trouble just now. Try again in a", True),
        (Delivery("later", "ratelimited"), "Slack has trouble just now. Try again in a", True),
        (Delivery("refused", "no_permission"), "no longer works. Tell whoever runs", False),
        (Delivery("refused", "token_revoked"), "no longer works. Tell whoever runs", False),
        (Delivery("refused", "ekm_access_denied"), "Ask your workspace's administrators.", False),
        (Delivery("refused", "view_too_large"), "Show this to whoever runs RoleFit: ", False),
    ],
)
def test_trying_again_is_advised_only_where_it_can_help(
    delivery: Delivery, words: str, *, repeat: bool
) -> None:
    told = not_done(NOT_OPENED, delivery)
    assert told.startswith(f"{NOT_OPENED}: ")
    assert words in told
    assert ("ry again" in told) is repeat
    assert may_help_to_repeat(delivery) is repeat
