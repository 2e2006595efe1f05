"""What the app asks through a response URL: to answer, to replace a message, to take it away.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

from localslack import web_api_methods
from localslack.block_kit.validation import warn_message
from localslack.models import APP, Json, Message, RefusedError, ResponseUrl
from localslack.workspace import Workspace


def respond(workspace: Workspace, url: ResponseUrl, given: Json) -> None:
    """Do what the app asks through a response URL. Refuses as for messages.

    Each use that Slack takes counts. The message's visibility never changes: an ephemeral one
    that is replaced stays ephemeral whatever `response_type` says.
    """
    original = url.original
    if given.get("delete_original"):
        url.uses += 1
        if original is None or original.author != APP or original.deleted:
            raise RefusedError("message_not_found", status=404)
        workspace.delete(original)
        return
    web_api_methods.decode(given, "blocks", "invalid_blocks_format")
    web_api_methods.require_message(given)
    url.uses += 1
    replaced = original if given.get("replace_original") else None
    workspace.complain(warn_message(given) + _warn_response(given, replaced))
    text, blocks = given.get("text") or "", given.get("blocks")
    if replaced is not None and not replaced.deleted:
        workspace.update(replaced, text, blocks or [])
        return
    public = given.get("response_type") == "in_channel"
    workspace.post(
        url.channel,
        text,
        blocks,
        visible_to=None if public else url.person.id,
        thread_ts=given.get("thread_ts"),
    )


def _warn_response(given: Json, replaced: Message | None) -> list[str]:
    public = given.get("response_type") == "in_channel"
    warnings = []
    if replaced is not None and replaced.is_ephemeral and public:
        warnings.append("[WARN] an ephemeral message stays ephemeral when it is replaced")
    return warnings
