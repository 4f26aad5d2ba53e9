"""A local twin of norden.org: the same kinds of pages, made from a seed, on loopback.

``with SiteTwin(speeches=150, seed=1) as twin`` serves at ``twin.url``. It knows what it holds
(``truth``, ``reachable``, ``items``), logs every request (``log``), becomes the next night's site
(``evolve``) and misbehaves as it is told (``misbehave``, with what ``site_twin.misbehaviour`` has).
"""

from site_twin.evolving import Evolution
from site_twin.records import AgendaItem, Speech, Way, text_digest
from site_twin.request_log import Request, RequestLog
from site_twin.twin import SiteTwin

__all__ = [
    "AgendaItem",
    "Evolution",
    "Request",
    "RequestLog",
    "SiteTwin",
    "Speech",
    "Way",
    "text_digest",
]
