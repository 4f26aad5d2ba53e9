"""Timelines over 20,000 real speeches: every cell recounted from SQL and the ids that are found."""

import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from stored import Stored

from archive.database import open_session
from archive.models import Assembly, CouncilSession, Speaker, Speech
from search_index.filters import Bucket, FacetField, Filters, TextScope
from search_index.generations.current import open_current
from search_index.query.parser import parse
from search_index.query.tree import Everything
from search_index.requests import SearchRequest, Sort, TimelineRequest

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "speeches-20k.jsonl.xz"

pytestmark = [
    pytest.mark.long,
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.exists(), reason="../shared is absent"),
]

QUESTIONS = 200
WORDS = (
    *("klima*", "fisk*", "norge", "sverige", "danmark", "skatt*", "EU", '"i dag"', "kvinnor"),
    *(
        "eduskunta",
        "hallitus",
        "ráðherra",
        "minister",
        "samarbejde",
        "=og",
        "regering*",
        "*politik",
    ),
    *("topic:climate", "topic:fisheries", "topic:trafficking", "topic:migration", "year:>=2000"),
)
SINGLE = {
    FacetField.SPEAKER: "speaker",
    FacetField.PARTY_GROUP: "party_group",
    FacetField.COUNTRY: "country",
    FacetField.ROLE_KIND: "role_kind",
    FacetField.ASSEMBLY: "assembly",
    FacetField.SESSION: "session",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The corpus as imported and indexed by the commands.

    They run by themselves, since under the measurement of coverage they take three times as long.
    """
    stored = Stored(tmp_path_factory.mktemp("corpus"))
    unmeasured = {key: value for key, value in os.environ.items() if "COVERAGE" not in key}
    for command in (("import", "corpus", str(CORPUS)), ("index", "build")):
        subprocess.run(
            [sys.executable, "-c", "from cli.main import main; main()", *command],
            env=unmeasured
            | {
                "TINGTALE_DATABASE_URL": stored.settings.database_url,
                "TINGTALE_INDEX_DIR": str(stored.settings.index_dir),
            },
            check=True,
        )
    yield stored
    stored.database.dispose()


@pytest.fixture(scope="module")
def reader(corpus):
    return open_current(corpus.settings).reader()


@pytest.fixture(scope="module")
def rows(corpus):
    """Every speech as SQL holds it, by its key."""
    statement = (
        select(
            Speech.id,
            Speech.date,
            Speech.year,
            Speech.words,
            Speech.party_group_key.label("party_group"),
            Speech.country,
            Speech.role_kind,
            Assembly.key.label("assembly"),
            CouncilSession.label.label("session"),
            Speaker.public_id.label("speaker"),
        )
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id)
        .outerjoin(Speaker, Speaker.id == Speech.speaker_id)
        .where(Speech.withdrawn_at.is_(None))
    )
    with open_session(corpus.database) as session:
        return {row.id: row for row in session.execute(statement)}


def a_question(chance):
    parts = chance.sample(WORDS, chance.randint(1, 3))
    q = chance.choice((" ", " OR ", " AND ")).join(parts)
    if chance.random() < 0.2:
        q = f"({q}) NOT {chance.choice(WORDS)}"
    filters = Filters(
        languages=chance.choice(((), (), (), ("sv",), ("da", "nb"))),
        text=chance.choice((TextScope.ANY, TextScope.ORIGINAL)),
        assemblies=chance.choice(((), (), ("riksdagen",), ("stortinget", "folketing"))),
    )
    group = chance.choice((None, *SINGLE, FacetField.LANGUAGE))
    bucket = chance.choice(tuple(Bucket))
    return TimelineRequest(parse(q), filters, bucket, group, chance.choice((1, 5, 10)))


def found_ids(reader, request, **changes):
    filters = replace(request.filters, **changes)
    return reader.ordered(SearchRequest(request.query, filters, Sort.DATE)).tolist()


def bucket_of(row, bucket):
    if bucket is Bucket.SESSION:
        return row.session or "undated"
    if bucket is Bucket.YEAR:
        return str(row.year) if row.year else "undated"
    return f"{row.date:%Y-%m}" if row.date else "undated"


def tally(ids, rows, bucket):
    return Counter(bucket_of(rows[each], bucket) for each in ids)


def of_group(reader, rows, request, ids, key):
    """The ids of one series."""
    field = request.group_by
    if field is FacetField.LANGUAGE:
        return found_ids(reader, request, languages=(key,))
    return [each for each in ids if getattr(rows[each], SINGLE[field]) == key]


def members_of(reader, rows, request, framed, *, key, keys):
    """The ids of all speeches of a group, whatever is asked."""
    field = request.group_by
    if field is FacetField.LANGUAGE:
        return found_ids(reader, replace(request, query=Everything()), languages=(key,))
    if key == "others":
        return [each for each in framed if getattr(rows[each], SINGLE[field]) not in keys]
    return [each for each in framed if getattr(rows[each], SINGLE[field]) == key]


def covered_by(reader, rows, request, framed, *, key, keys):
    """The buckets in which an assembly of the group has speeches."""
    if not key:
        return set(tally(framed, rows, request.bucket))
    members = members_of(reader, rows, request, framed, key=key, keys=keys)
    assemblies = {rows[each].assembly for each in members}
    inside = [each for each in framed if rows[each].assembly in assemblies]
    return set(tally(inside, rows, request.bucket))


def test_every_cell_of_random_timelines_is_what_sql_counts(reader, rows):
    chance = random.Random(20260104)
    cells = 0
    for _ in range(QUESTIONS):
        request = a_question(chance)
        counted = reader.timeline(request)
        ids = found_ids(reader, request)
        assert counted.total == len(ids) == len(set(ids))
        framed = [
            each
            for each, row in rows.items()
            if not request.filters.assemblies or row.assembly in request.filters.assemblies
        ]
        held = tally(framed, rows, request.bucket)
        words = Counter()
        for each in framed:
            words[bucket_of(rows[each], request.bucket)] += rows[each].words
        grouped = set()
        for series in counted.series:
            if series.key == "others":
                own = [each for each in ids if each not in grouped]
            elif series.key:
                own = of_group(reader, rows, request, ids, series.key)
                grouped.update(own)
            else:
                own = ids
            if series.key == "others" and request.group_by is FacetField.LANGUAGE:
                continue  # a speech may be here and there: the property tests recount it
            expected = tally(own, rows, request.bucket)
            assert {p.bucket: p.speeches for p in series.points if p.speeches} == expected
            keys = {each.key for each in counted.series}
            covered = covered_by(reader, rows, request, framed, key=series.key, keys=keys)
            silent = {p.bucket for p in series.points if p.status.value == "no_data"}
            assert silent == set(counted.buckets) - covered
            cells += len(series.points)
        if request.group_by is not FacetField.LANGUAGE:
            assert sum(series.total for series in counted.series) == counted.total
        for place, label in enumerate(counted.buckets):
            assert counted.denominators.speeches[place] == (held[label] or None)
            assert counted.denominators.words[place] == (words[label] if held[label] else None)
    assert cells > 20_000
