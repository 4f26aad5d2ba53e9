"""Whether a request that writes comes from a page of ours.

A page of any site could else let each of its readers' browsers write in their name. Programs that
are no browser tell no origin; the quota of clients is theirs.
"""

from urllib.parse import urlsplit

from flask import request

from api.http.context import base_address
from api.http.hosts import requested_host


def is_from_our_pages() -> bool:
    """Tell whether a page of ours asks, or no page at all.

    Browsers tell the page's origin, and whether it is another site's.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site not in {"same-origin", "none"}:
        return False
    own = {urlsplit(base_address()).netloc, requested_host()} - {"", None}
    return origin is None or urlsplit(origin).netloc in own
