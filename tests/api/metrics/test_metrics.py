"""/metrics as Prometheus reads it, and the alarms over it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from imported_archive import line
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.database import open_session
from archive.models import Night
from archive.settings import Settings

SCRAPER = (
    "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
)
ALERTS = Path(__file__).parents[3] / "deploy" / "prometheus" / "alerts.yaml"


def samples(client, parse=text_string_to_metric_families, **headers):
    """Return what a scrape tells: values by the samples' names and labels."""
    answer = client.flask.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in parse(answer.text)
        for sample in family.samples
    }


def value(told, name, **labels):
    return told.get((name, *sorted(labels.items())))


@pytest.fixture
def scraped(twelve):
    return twelve.client


def test_requests_are_counted_by_route_method_and_status(scraped):
    scraped.get("/search", q="menneskehandel")
    scraped.get("/search", q="fisk")
    scraped.response("/speeches/none")
    scraped.flask.get("/nowhere/1")
    scraped.flask.open("/api/v1/search", method="BREW")
    told = samples(scraped)
    route = "/api/v1/search"
    assert value(told, "tingtale_requests_total", method="GET", route=route, status="200") == 2
    missing = {"method": "GET", "route": "/api/v1/speeches/<string:speech_id>", "status": "404"}
    assert value(told, "tingtale_requests_total", **missing) == 1
    assert value(told, "tingtale_requests_total", method="GET", route="none", status="404") == 1
    assert any(("method", "other") in labels for _, *labels in told)
    assert value(told, "tingtale_request_seconds_count", route=route) >= 2
    bucket = value(told, "tingtale_request_seconds_bucket", route=route, le="+Inf")
    assert bucket == value(told, "tingtale_request_seconds_count", route=route)
    assert not any("nowhere" in str(labels) for labels in told)


def test_the_index_and_the_last_import_are_told(scraped, twelve):
    told = samples(scraped)
    assert value(told, "tingtale_database_up") == value(told, "tingtale_index_up") == 1
    assert value(told, "tingtale_archive_records", kind="speech") == 12
    assert value(told, "tingtale_archive_run") == value(told, "tingtale_index_run") == 1
    assert value(told, "tingtale_import_records", outcome="inserted") == 12
    assert value(told, "tingtale_import_finished_timestamp_seconds") > 0
    assert value(told, "tingtale_index_age_seconds") >= 0
    assert value(told, "tingtale_night_last_good_timestamp_seconds") == 0
    twelve.bring(line("99", "Nyt."))
    told = samples(scraped)
    assert value(told, "tingtale_archive_run") == 2
    assert value(told, "tingtale_index_run") == 1


def test_the_last_night_is_told(scraped, twelve):
    begun = datetime(2026, 11, 28, 2, 15)  # noqa: DTZ001
    ended = begun.replace(hour=3)
    drift = {"name": "import", "subject": "norden", "state": "amiss", "seconds": 4.5}
    phases = [
        drift | {"told": [], "is_drift": True},
        {"name": "index", "subject": None, "state": "done", "seconds": 2, "told": []},
    ]
    with open_session(twelve.database) as session:
        session.add(Night(started_at=begun, finished_at=ended, state="good", phases=[]))
        session.add(Night(started_at=begun, finished_at=ended, state="amiss", phases=phases))
    told = samples(scraped)
    assert value(told, "tingtale_night_state", state="amiss") == 1
    assert value(told, "tingtale_night_state", state="good") == 0
    assert value(told, "tingtale_night_phase_seconds", phase="import", subject="norden") == 4.5
    assert value(told, "tingtale_night_phase_done", phase="index", subject="") == 1
    assert value(told, "tingtale_night_drifts") == 1
    assert (
        value(told, "tingtale_night_last_good_timestamp_seconds")
        == ended.replace(tzinfo=UTC).timestamp()
    )


def test_prometheus_gets_the_form_that_it_asks_for(scraped):
    told = samples(scraped, open_metrics, Accept=SCRAPER)
    assert value(told, "tingtale_database_up") == 1
    answer = scraped.flask.get("/metrics", headers={"Accept": SCRAPER})
    assert answer.content_type.startswith("application/openmetrics-text")
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_database_and_an_index_it_answers_all_the_same(tmp_path):
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/none.sqlite", index_dir=tmp_path / "none"
    )
    app = create_app(settings)
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 200
    assert "tingtale_database_up 0.0" in answer.text
    assert "tingtale_index_up 0.0" in answer.text
    open_archive_of(app).database.dispose()


def test_a_scrape_asks_little_of_the_database(scraped, twelve):
    samples(scraped)
    asked = []
    database = open_archive_of(scraped.app).database
    event.listen(database, "before_cursor_execute", lambda *told: asked.append(told[2]))
    samples(scraped)
    assert len(asked) <= 8
    with twelve.database.connect() as connection:
        for statement in asked:
            if "FROM speech" in statement or "FROM background" in statement:
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
                assert all("USING" in row[3] for row in plan), statement


def test_it_is_free_of_rates(twelve):
    app = create_app(replace(twelve.settings, rate_limit="1/hour"))
    client = app.test_client()
    far = {"REMOTE_ADDR": "192.0.2.1"}
    statuses = [client.get("/metrics", environ_base=far).status_code for _ in range(3)]
    assert statuses == [200] * 3
    open_archive_of(app).database.dispose()


def test_the_alarms_are_over_what_is_told(scraped, twelve):
    scraped.get("/search")
    begun = datetime(2026, 11, 28, 2, 15)  # noqa: DTZ001
    with open_session(twelve.database) as session:
        session.add(Night(started_at=begun, finished_at=begun, state="good", phases=[]))
    names = {name for name, *_ in samples(scraped)}
    (group,) = yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]
    assert len(group["rules"]) >= 6
    for rule in group["rules"]:
        asked = set(re.findall(r"tingtale_\w+", rule["expr"]))
        assert asked <= names, rule["alert"]
        assert rule["annotations"]["summary"]
