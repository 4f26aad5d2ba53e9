"""GET /runs and /runs/{id}: what each import brought."""

import pytest
from api_client import walk
from imported_archive import line, withdrawal


@pytest.fixture
def three(archive):
    """An archive of three runs: two speeches come, one changes and one comes, one goes."""
    archive.bring(line("1", "Ordet er frit."), line("2", "Fisk er godt."))
    archive.bring(line("1", "Ordet er dit."), line("2", "Fisk er godt."), line("3", "Tak."))
    archive.bring(line("1", "Ordet er dit."), withdrawal("2"), line("3", "Tak."))
    return archive.client


def brought(client, run, **parameters):
    told = client.get(f"/runs/{run}", **parameters)
    return {record["id"]: record["novelty"] for record in told["records"]}


def test_runs_are_listed_the_latest_first(three):
    listed = three.get("/runs")
    assert listed["total"] == 3
    assert [run["id"] for run in listed["runs"]] == [3, 2, 1]
    second = listed["runs"][1]
    assert (second["inserted"], second["updated"], second["unchanged"]) == (1, 1, 1)
    assert (second["source"], second["state"], second["night"]) == ("corpus", "done", None)
    assert second["started_at"].endswith("Z")
    assert three.get(second["url"].removeprefix("http://localhost"))["id"] == 2
    assert three.get("/runs", source="norden")["total"] == 0


def test_a_run_tells_what_it_brought_and_what_it_was_the_last_to_change(three):
    assert brought(three, 1) == {"folketinget-1": "new"}
    assert brought(three, 2) == {"folketinget-1": "changed", "folketinget-3": "new"}
    assert brought(three, 3) == {}
    told = three.get("/runs/2")
    assert (told["new"], told["changed"]) == (1, 1)
    assert told["records"][0]["url"] == "http://localhost/api/v1/speeches/folketinget-1"
    assert told["records"][0]["page_url"] == "http://localhost/speeches/folketinget-1"


def test_both_lists_are_walked_by_cursor(twelve):
    client = twelve.client
    rows, _ = walk(client, "/runs", "runs", limit=1)
    assert [run["id"] for run in rows] == [1]
    found, cursor = [], None
    while True:
        told = client.get("/runs/1", limit=5, **({"cursor": cursor} if cursor else {}))
        found += [record["id"] for record in told["records"]]
        cursor = told["next_cursor"]
        if cursor is None:
            break
    assert len(found) == len(set(found)) == told["new"] == 12


@pytest.mark.parametrize("run", ["4", "0", "-1", "x", "9" * 30, "²"])
def test_a_run_that_is_none_is_not_found(three, run):
    assert three.get(f"/runs/{run}", status=404)["status"] == 404


def test_a_cursor_of_another_list_is_refused(three):
    cursor = three.get("/runs", limit=1)["next_cursor"]
    assert three.response("/runs/1", cursor=cursor).status_code == 400
    assert three.response("/runs", source="corpus", cursor=cursor).status_code == 400
