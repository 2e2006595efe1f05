"""What came of one question to Slack's Web API, in words for an operator."""

import os

import aiohttp

from bot.slack.delivery import DELIVERY_SECONDS, Delivery
from bot.slack.refusals import error_name


def answered(delivery: Delivery) -> str:
    """Slack's name for why it refuses, or nothing where it doesn't."""
    return "" if delivery.done else error_name(delivery.said)


def trouble(delivery: Delivery) -> str:
    """Why there is no answer of Slack's at all, or nothing where there is one."""
    if delivery.cause:
        return _in_words(delivery.cause)
    if delivery.done or "error" in delivery.said:
        return ""
    return (
        f"what answers ({delivery.status}) is not Slack's API. Is a proxy in between? "
        "Else see slack-status.com, and try later."
    )


def _in_words(error: Exception) -> str:
    match error:
        case TimeoutError():
            seconds = f"{DELIVERY_SECONDS:g} seconds"
            return f"no answer within {seconds}. Does a firewall drop what goes out?"
        case aiohttp.ClientHttpProxyError():
            return f"the proxy answers {error.status}. Does it want other credentials?"
        case aiohttp.ClientProxyConnectionError():
            return "the proxy cannot be reached. Is its address right?"
        case aiohttp.ClientConnectorDNSError():
            return "its name is not found. Does this machine reach a name server?"
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not trusted. Set SSL_CERT_FILE if a proxy has its own."
        case aiohttp.ClientConnectorError():
            why = os.strerror(error.errno) if error.errno else "no address answers"
            return f"no connection ({why}). Does a firewall forbid it?"
        case aiohttp.InvalidURL():
            return "the address is malformed: its own, or its proxy's. Mend it."
        case _:
            return f"the connection broke ({type(error).__name__}). Try again."
