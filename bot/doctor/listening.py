"""Whether RoleFit can listen where the settings say."""

import errno
import socket

from bot.doctor.checks import Check

NAME = "listen address"
LOCAL = {"127.0.0.1", "::1", "localhost"}


def check_listening(host: str, port: int) -> Check:
    """Take the address and let go of it."""
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            _take(socket.socket(family, kind, protocol), address)
    except (socket.gaierror, UnicodeError):
        message = f"{host} is no address. Set ROLEFIT_HOST to one: 0.0.0.0 is any."
        return Check(NAME, "fault", message)
    except OSError as error:
        return _told(error, host, port)
    where = f"{host}, port {port}, is free" if port else f"{host}, a port that is free then"
    only = " Only this machine reaches it." if host in LOCAL else ""
    return Check(NAME, "ok", f"{where}.{only}")


def _take(taken: socket.socket, address: tuple[object, ...]) -> None:
    with taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as asyncio does
        if taken.family == socket.AF_INET6:
            taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        taken.bind(address)


def _told(error: OSError, host: str, port: int) -> Check:
    match error.errno:
        case errno.EADDRINUSE:
            message = (
                f"port {port} is taken. That is well if RoleFit runs now; "
                "else stop what has it, or set ROLEFIT_PORT."
            )
            return Check(NAME, "warning", message)
        case errno.EADDRNOTAVAIL:
            message = f"{host} is not this machine's. Set ROLEFIT_HOST; 0.0.0.0 is any."
        case errno.EACCES:
            message = f"port {port} needs more rights. Set ROLEFIT_PORT to one above 1023."
        case _:
            message = f"{host}, port {port}: {error.strerror}. Set ROLEFIT_HOST and ROLEFIT_PORT."
    return Check(NAME, "fault", message)
