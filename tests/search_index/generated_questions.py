"""Generated queries, filters and requests for the contract that every engine fulfils."""

from datetime import date

from archives import WORDS, moments
from hypothesis import strategies as st

from archive.vocabulary import RecordKind
from search_index.filters import Bucket, FacetField, Filters, Group, TextScope
from search_index.query.tree import (
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Wildcard,
    Word,
)
from search_index.requests import KnownSession, SearchRequest, ShareOf, Sort, TimelineRequest

MISSPELT = ("handle", "handxl", "fiks", "fis", "fisker", "traficking", "mennekser", "1637", "xy")
words = st.sampled_from(
    (*WORDS, *MISSPELT, "menneskehandlen", "kaupan", "ø", "offer", "handels-ofre")
)


def ranges(values):
    """Ranges of values, with or without bounds, that end where they begin or after."""
    return st.one_of(
        st.lists(values, min_size=2, max_size=2).map(sorted),
        values.map(lambda first: (first, None)),
        values.map(lambda last: (None, last)),
        st.just((None, None)),
    )


leaves = st.one_of(
    st.builds(Word, words),
    st.builds(Exact, words),
    st.builds(
        Wildcard,
        st.sampled_from(("mennesk*", "*handel", "*kehan*", "f?sk", "fisk*", "ih*n", "*ssa", "n*ø")),
    ),
    st.builds(
        Fuzzy, st.sampled_from(("handel", "fisk", "fiskene", "mand")), st.sampled_from((1, 2))
    ),
    st.builds(
        Phrase,
        st.lists(words, min_size=1, max_size=3).map(tuple),
        st.sampled_from((0, 1, 3)),
    ),
    st.just(Everything()),
    st.builds(
        lambda pair: FieldIs(*pair),
        st.sampled_from(
            (
                *(("speaker", "anna"), ("party_group", "centre"), ("language", "da")),
                *(("session", "63"), ("number", "2"), ("role", "guest"), ("topic", "trade")),
                *(("topic", "nothing"), ("concept", "fishing"), ("speaker", "nobody")),
                *(("country", "SE"), ("speech_type", "main"), ("year", "2011")),
                *(("number", "9" * 9), ("assembly", "folketing")),
            )
        ),
    ),
    st.builds(
        lambda field, bounds: NumberRange(field, *bounds),
        st.sampled_from(("number", "year")),
        ranges(st.one_of(st.integers(0, 6), st.integers(2009, 2014))),
    ),
    ranges(st.dates(date(2010, 1, 1), date(2013, 12, 31))).map(lambda each: DateRange(*each)),
)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)


def _some(*values):
    return st.one_of(
        st.just(()), st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)
    )


groups = st.one_of(
    st.just(()),
    st.lists(
        st.builds(
            lambda pair: Group(FacetField(pair[0]), pair[1]),
            st.sampled_from(
                (
                    *(("language", "da"), ("language", "sv")),
                    *(("topic", "trade"), ("topic", "fish")),
                    *(("speaker", "anna"), ("year", "2011"), ("assembly", "folketing")),
                    *(("session", "64"), ("country", "DK"), ("role_kind", "nobody")),
                )
            ),
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
)
days = st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2013, 12, 31)))
kinds = st.sampled_from((*(3 * (RecordKind.SPEECH,)), RecordKind.DOCUMENT))
filters = st.builds(
    Filters,
    kind=kinds,
    languages=_some("da", "sv", "fi", "is"),
    text=st.sampled_from(tuple(TextScope)),
    speakers=_some("anna", "bo", "nobody"),
    party_groups=_some("centre", "conservative"),
    role_kinds=_some("minister"),
    countries=_some("DK", "SE"),
    speech_types=_some("main", "reply"),
    assemblies=_some("nordic-council", "folketing"),
    sessions=_some("62", "63", "99"),
    topics=_some("trade", "fish"),
    concepts=_some("fishing", "trade_in_humans"),
    date_from=days,
    date_to=days,
    added_from=st.one_of(st.none(), st.none(), moments),
    changed_from=st.one_of(st.none(), st.none(), moments),
    undated=st.one_of(st.none(), st.none(), st.sampled_from(tuple(Bucket))),
    outside=groups,
)
few_filters = st.one_of(
    st.just(Filters()),
    st.builds(
        Filters, kind=kinds, languages=_some("da", "sv"), text=st.sampled_from(tuple(TextScope))
    ),
    st.builds(Filters, kind=kinds, date_from=days, date_to=days),
    st.builds(Filters, kind=kinds, added_from=moments),
    st.builds(Filters, kind=kinds, changed_from=moments),
    st.builds(Filters, undated=st.sampled_from(tuple(Bucket))),
    st.builds(Filters, topics=_some("trade"), languages=_some("da", "sv"), outside=groups),
    st.builds(Filters, topics=_some("trade", "fish"), assemblies=_some("nordic-council")),
    filters,
)
searches = st.builds(
    SearchRequest,
    queries,
    few_filters,
    st.sampled_from(tuple(Sort)),
    st.integers(1, 5),
    facets=st.just(tuple(FacetField)),
)
tagged = st.sampled_from(
    (
        *(("topic", "trade"), ("topic", "fish")),
        *(("concept", "trade_in_humans"), ("concept", "fishes"), ("concept", "fishing")),
    )
)
tagged_searches = st.builds(
    lambda pair, filters, facets: SearchRequest(FieldIs(*pair), filters, facets=facets),
    tagged,
    few_filters,
    st.just(tuple(FacetField)),
)
"""Questions that topics and concepts answer."""
FRAME = tuple(
    KnownSession(str(number), number, date(1950 + number, 1, 1), date(1950 + number, 12, 31))
    for number in range(60, 67)
)
"""Sessions that are known, with speeches or without."""

timelines = st.builds(
    TimelineRequest,
    queries,
    few_filters,
    st.sampled_from(tuple(Bucket)),
    st.one_of(st.none(), st.sampled_from(tuple(FacetField))),
    st.integers(1, 3),
    st.sampled_from(tuple(ShareOf)),
    st.just(FRAME),
)
