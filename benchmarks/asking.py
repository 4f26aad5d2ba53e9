"""Whom differential asks: both engines side by side, and the application over HTTP."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from hypothesis import strategies as st

from api.http.application import create_app
from archive.errors import InvalidQuery
from archive.settings import Settings
from search_index import limits
from search_index.engine import IndexReader
from search_index.filters import Filters, TextScope
from search_index.query.parser import parse
from search_index.query.query_text import query_text
from search_index.query.tree import Query
from search_index.requests import SearchRequest, Sort


class Difference(AssertionError):  # noqa: N818  (what it is, not a fault of ours)
    """What must not happen."""


@dataclass
class Tally:
    """What became of the queries."""

    asked: int = 0
    different: set[str] = field(default_factory=set)
    empty: int = 0
    hits: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def refuse(self, error: InvalidQuery) -> None:
        """Count an error by its kind: the message without what was typed."""
        kind = re.sub(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|\d+", "…", str(error))
        self.refused[kind[:72]] += 1


requests = st.builds(
    lambda sort, filters: SearchRequest(sort=sort, filters=filters, highlight=False),
    st.sampled_from((*tuple(Sort), Sort.DATE, Sort.NUMBER, Sort.DATE_DESCENDING)),
    st.one_of(
        st.just(Filters()),
        st.builds(
            Filters,
            text=st.sampled_from(tuple(TextScope)),
            languages=st.sampled_from(((), ("da",), ("fi", "sv"), ("is", "nb", "nn"))),
        ),
    ),
)
"""Orders, and filters that choose segments."""


class InProcess:
    """The readers of both engines, asked the same trees."""

    def __init__(self, readers: list[IndexReader]) -> None:
        self._readers = readers

    def compare(self, q: str, request: SearchRequest, tally: Tally) -> None:
        """Ask both. Raises Difference; any other exception is a fault, too."""
        try:
            tree = parse(q)
        except InvalidQuery as error:
            _check_refusal(q, error)
            tally.refuse(error)
            return
        written = query_text(tree)
        if len(written) <= limits.QUERY_LENGTH and parse(written) != tree:
            raise Difference(f"{q!r} written out, {written!r}, reads otherwise")
        answers = [self._ask(reader, tree, request, tally) for reader in self._readers]
        if answers[0] != answers[1]:
            raise Difference(f"{q!r} {request}: whoosh {answers[0]}, memory {answers[1]}")
        found = answers[0]
        if found is not None:
            tally.hits += len(found)
            tally.empty += not found

    @staticmethod
    def _ask(
        reader: IndexReader, tree: Query, request: SearchRequest, tally: Tally
    ) -> list[str] | None:
        """Return the ids found, in order where it is the same of all engines; None if refused."""
        asked = SearchRequest(tree, request.filters, request.sort, 10_000, highlight=False)
        try:
            results = reader.search(asked)
        except InvalidQuery as error:
            tally.refuse(error)
            return None
        ids = [hit.public_id for hit in results.hits]
        if len(ids) != results.total or len(set(ids)) != results.total:
            raise Difference(f"{query_text(tree)!r}: {len(ids)} hits of a total of {results.total}")
        return sorted(ids) if request.sort is Sort.RELEVANCE else ids


class OverHttp:
    """The application, asked by addresses."""

    def __init__(self, settings: Settings) -> None:
        self._client = create_app(settings).test_client()

    def compare(self, q: str, request: SearchRequest, tally: Tally) -> None:
        """Ask it. Raises Difference where it fails, or what it suggests is refused."""
        status, body = self._ask(q, request)
        if status == HTTPStatus.OK:
            tally.hits += body["total"]
            tally.empty += not body["total"]
            return
        tally.refuse(InvalidQuery(body["detail"]))
        suggestion = body.get("suggestion")
        if not 0 <= body["position"] <= len(q):
            raise Difference(f"{q!r}: position {body['position']}")
        if suggestion is not None:
            self._ask(suggestion, request)

    def _ask(self, q: str, request: SearchRequest) -> tuple[int, dict[str, Any]]:
        asked = {"q": q, "sort": str(request.sort), "limit": "10"}
        response = self._client.get("/api/v1/search", query_string=asked)
        if response.status_code not in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}:
            raise Difference(f"{q!r}: {response.status_code} {response.text[:500]}")
        return response.status_code, json.loads(response.text)


def _check_refusal(q: str, error: InvalidQuery) -> None:
    if error.position is None or not 0 <= error.position <= len(q):
        raise Difference(f"{q!r}: {error} at {error.position}")
    if error.suggestion is not None:
        parse(error.suggestion)
