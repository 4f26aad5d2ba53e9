"""The requests whose answers over the sample are the examples of the OpenAPI document."""

import re
from http.client import ACCEPTED, CREATED, OK
from pathlib import Path
from typing import Any, Final

import api

FOLDER: Final = Path(api.__path__[0]) / "examples"
API: Final = "/api/v1"


SEARCH: Final = {"q": "menneskehandel", "language": ["nb"]}
TOPIC: Final = {"topic_id": "trafficking"}
SPEECH: Final = {"speech_id": "nc-18131"}
DOCUMENT: Final = {"document_id": "doc-background-nb-hoeringssvar"}
YEARS: Final = {"from": "2012", "to": "2013"}

REQUESTS: Final[dict[str, dict[str, Any]]] = {
    "read_root": {},
    "search_speeches": {"query": SEARCH | {"facet": ["party_group"], "limit": 1}},
    "list_concordance": {"query": SEARCH | {"sort": "right", "limit": 2}},
    "export_concordance": {"query": SEARCH},
    "list_key_words": {"query": {"topic": ["trafficking"], "language": ["nb"], "limit": 2}},
    "list_collocations": {"query": {"q": "hjelp", "language": ["nb"], "limit": 2}},
    "export_ndjson": {"query": SEARCH},
    "export_csv": {"query": SEARCH},
    "export_tei": {"query": SEARCH},
    "feed_of_search": {"query": SEARCH},
    "read_tei_schema": {},
    "count_over_time": {
        "query": {"topic": ["trafficking"], "group_by": "party_group", "top": 1} | YEARS
    },
    "count_of_speaker": {
        "path": {"speaker_id": "hakon-brattskar"},
        "query": {"topic": ["trafficking"]} | YEARS,
    },
    "count_of_topic": {"path": TOPIC, "query": YEARS},
    "read_speech": {"path": SPEECH},
    "read_source": {"path": SPEECH},
    "read_document": {"path": DOCUMENT},
    "read_document_source": {"path": DOCUMENT},
    "list_speakers": {"query": {"q": "brattskar"}},
    "read_speaker": {"path": {"speaker_id": "hakon-brattskar"}},
    "list_topics": {},
    "read_topic": {"path": TOPIC},
    "list_topic_speakers": {"path": TOPIC, "query": {"limit": 1}},
    "list_sessions": {"query": {"limit": 1}},
    "read_session": {"path": {"session_id": "64"}},
    "read_agenda_item": {"path": {"agenda_item_id": "nc-protocol-21399"}},
    "list_party_groups": {},
    "read_coverage": {},
    "list_coverage": {"path": {"session_id": "64", "kind": "undated"}, "query": {"limit": 1}},
    "list_runs": {"query": {"limit": 1}},
    "read_run": {"path": {"run_id": "1"}, "query": {"limit": 1}},
    "freeze_search": {"body": SEARCH},
    "report_error": {
        "body": {
            "speech": "nc-18131",
            "field": "number",
            "right": "202",
            "source": "The printed minutes, page 7",
        }
    },
    "read_result_set": {"path": {"result_set_id": ""}},
    "read_result_set_ids": {"path": {"result_set_id": ""}},
    "compare_result_set": {"path": {"result_set_id": ""}},
    "cite_result_set": {"path": {"result_set_id": ""}},
}
"""By operation; an empty result_set_id stands for that of the set which freeze_search makes."""

_MOST: Final = 2
_LONGEST: Final = 160


def shortened(told: Any) -> Any:
    """Return an answer as an example shows it: its lists and long texts cut."""
    if isinstance(told, dict):
        return {name: shortened(value) for name, value in told.items()}
    if isinstance(told, list):
        return [shortened(value) for value in told[:_MOST]]
    if isinstance(told, str) and len(told) > _LONGEST and " " in told:
        return told[:_LONGEST].rpartition(" ")[0] + " …"
    return told


def settled(told: Any) -> Any:
    """Return an answer without what differs from one index of the sample to the next.

    Moments stay: the sample is imported, and its searches frozen, at that of `example_clock`.
    """
    if isinstance(told, dict):
        return {name: "#" if name in _OF_THE_INDEX else settled(told[name]) for name in told}
    if isinstance(told, list):
        return [settled(value) for value in told]
    if isinstance(told, float):
        return round(told, 4)
    if isinstance(told, str):
        return _HASH.sub("#", told)
    return told


_OF_THE_INDEX: Final = {"next_cursor", "generation", "result_set_id"}
_HASH: Final = re.compile(r"\b(?=[0-9a-z]*\d)[0-9a-z]{12,}\b")
"""Which new topics and another analysis of words change."""


class Asker:
    """Asks the application over the sample what the examples ask."""

    def __init__(self, app: Any) -> None:
        self._client = app.test_client()
        self.document = app.extensions["openapi"].to_dict()
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if method in {"get", "post"}
        }
        self._set = ""

    def example(self, operation: str) -> dict[str, Any]:
        """Return the operation's example as it is now; only JSON is shown as an answer."""
        _, _, described = self.operations[operation]
        if not any("application/json" in of.get("content", {}) for of in _done(described)):
            return self.request(operation)
        asked, answer = self.ask(operation)
        told = asked | ({"status": answer.status_code} if answer.status_code != OK else {})
        return told | {"answer": shortened(answer.json)}

    def request(self, operation: str) -> dict[str, Any]:
        """Return the operation's request, with the id of a result set where it needs one."""
        asked = dict(REQUESTS[operation])
        if "result_set_id" in asked.get("path", {}):
            if not self._set:
                self._set = self.ask("freeze_search")[1].json["id"]
            asked["path"] = {"result_set_id": self._set}
        return asked

    def ask(self, operation: str) -> tuple[dict[str, Any], Any]:
        """Return the request and the answer."""
        asked = self.request(operation)
        method, path, _ = self.operations[operation]
        address = path
        for name, value in asked.get("path", {}).items():
            address = address.replace("{" + name + "}", value)
        answer = self._client.open(
            address,
            method=method.upper(),
            query_string=asked.get("query"),
            json=asked.get("body"),
            base_url="http://127.0.0.1:8000",
        )
        assert answer.status_code in {OK, CREATED, ACCEPTED}, answer.text
        return asked, answer


def _done(described: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what an operation describes of its successes."""
    return [response for status, response in described["responses"].items() if status[0] == "2"]
