"""Cookies, which are sent only to a site that does not answer without them."""

from typing import Final

import httpx

from importers.fetching.http.connection import HttpResponse

MOST_COOKIES: Final = 50


class Cookies:
    """What the site's answers of this run set; nothing of it is kept on the disk."""

    def __init__(self) -> None:
        self._held = httpx.Cookies()
        self.are_sent = False
        """Whether the site was seen not to answer without them."""

    def begin(self) -> bool:
        """Send them from now on; return False where there are none, or they are sent already."""
        if self.are_sent or not self._held:
            return False
        self.are_sent = True
        return True

    def take(self, answer: HttpResponse) -> None:
        """Keep what an answer sets."""
        told = answer.headers.get("set-cookie")
        # What is no ASCII cannot be sent back.
        if told is None or not told.isascii() or len(self._held) >= MOST_COOKIES:
            return
        self._held.extract_cookies(
            httpx.Response(answer.status, headers=answer.headers, request=answer.request)
        )

    def add_to(self, request: httpx.Request) -> None:
        """Send them with the request, where they are needed."""
        if self.are_sent:
            self._held.set_cookie_header(request)
