"""Health for the operator: alive, and ready to answer."""

from flask import Blueprint as FlaskBlueprint
from flask import Response, jsonify

from api.context import index_reader, services
from archive.schema_version import require_current

BLUEPRINT = FlaskBlueprint("health", __name__, url_prefix="/health")


@BLUEPRINT.get("/live")
def live() -> Response:
    """Answer that the process runs."""
    return jsonify(status="live")


@BLUEPRINT.get("/ready")
def ready() -> Response:
    """Answer that the database is of the right version and the index open; else a 503."""
    require_current(services().database)
    return jsonify(status="ready", generation=index_reader().generation)
