"""Health for the operator: alive, and ready to answer."""

from dataclasses import asdict

from flask import Blueprint as FlaskBlueprint
from flask import Response, jsonify

from api.http.context import archive_version, database_session, index_reader, services, settings
from archive.schema_version import require_current
from services.readiness import readiness

BLUEPRINT = FlaskBlueprint("health", __name__, url_prefix="/health")


@BLUEPRINT.get("/live")
def live() -> Response:
    """Answer that the process runs."""
    return jsonify(status="live")


@BLUEPRINT.get("/ready")
def ready() -> Response:
    """Answer that the database is of the right version and the index open; else a 503.

    With the age of the index, whether the database holds other records, the free disk, and the
    last night. The status is "degraded" where the last good night is too long ago: it answers all
    the same.
    """
    require_current(services().database)
    reader = index_reader()
    found = readiness(reader.generation, archive_version(reader), database_session(), settings())
    return jsonify(generation=reader.generation, **asdict(found))
