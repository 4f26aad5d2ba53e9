"""/metrics: what Prometheus asks for, of this process and of the archive.

Each process counts its own requests. Of the archive only is told what costs nothing to know: what
the index keeps of itself, and the last rows of short tables.
"""

from typing import Final

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from api.site.archive_metrics import ArchiveCollector
from api.site.request_counts import RequestCounts

BLUEPRINT: Final = Blueprint("metrics", __name__)

_EXTENSION: Final = "tingtale metrics"


def install(app: Flask) -> None:
    """Count the requests of the application, and answer with what was counted."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(ArchiveCollector())
    app.after_request(RequestCounts(registry).count)
    app.extensions[_EXTENSION] = registry
    app.register_blueprint(BLUEPRINT)


@BLUEPRINT.get("/metrics")
def metrics() -> Response:
    """Answer in the form of Prometheus, or in OpenMetrics where Accept asks for that."""
    registry: CollectorRegistry = current_app.extensions[_EXTENSION]
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    return current_app.response_class(encode(registry), content_type=content_type)
