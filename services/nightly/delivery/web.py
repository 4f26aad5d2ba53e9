"""The report to a webhook, and the ping of a dead-man's switch.

Their addresses may hold keys, and are not told.
"""

from time import sleep
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from services.nightly.delivery.mail import NotSent
from services.nightly.phases import PhaseResult

_SECONDS: Final = 30
TRIES: Final = 3
WAIT: Final = 2.0
"""Seconds before the second try, and twice as many before the third."""


def post_json(url: str, text: str) -> PhaseResult:
    """Send a JSON text to the address. Raises NotSent."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    request = Request(url, text.encode(), headers, method="POST")  # noqa: S310  (by settings)
    return _ask(request, "TINGTALE_WEBHOOK_URL")


def ping(url: str) -> PhaseResult:
    """Ask for the address, which tells who watches that the night was good. Raises NotSent."""
    return _ask(Request(url), "TINGTALE_PING_URL")  # noqa: S310  (http by settings)


def _ask(request: Request, setting: str) -> PhaseResult:
    request.add_header("User-Agent", "Tingtale")
    for tried in range(1, TRIES + 1):
        try:
            with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                return PhaseResult((f"answered {answer.status}",))
        except (OSError, ValueError) as error:
            if tried == TRIES:
                raise NotSent(
                    f"the address of {setting} was not reached ({_told(error)})"
                ) from None
            sleep(WAIT * tried)
    raise AssertionError


def _told(error: Exception) -> str:
    """Return why, without the address."""
    if isinstance(error, HTTPError):
        return f"answered {error.code}"
    reason = getattr(error, "reason", None)
    return str(reason or type(error).__name__)
