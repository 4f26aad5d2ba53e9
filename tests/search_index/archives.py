"""Generated archives, queries and requests for the contract that every engine fulfils."""

from datetime import date

from hypothesis import strategies as st
from index_documents import a_document, a_segment, a_translation

from archive.topics import Concept, Lexicon, Topic, read_term
from archive.vocabulary import RecordKind
from search_index.filters import Bucket, FacetField, Filters, Group, TextScope
from search_index.query import (
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
from search_index.requests import FrameSession, SearchRequest, ShareOf, Sort, TimelineRequest


def a_lexicon(version="lexicon-1", **terms):
    """A topic "trade" with two concepts, of which the second does not count for it."""
    words = terms or {
        "da": ["menneskehandel*", "handel med mennesker"],
        "sv": ["människohandel*"],
        "fi": ["=ihmiskauppa"],
        "en": ["trafficking"],
    }
    trade = a_concept("trade_in_humans", words)
    fishing = a_concept("fishing", {"da": ["fisk*"], "sv": ["fisk*"]}, counts=False)
    return Lexicon(
        version,
        (
            Topic("fish", 1, {"en": "Fish"}, "On fish.", (a_concept("fishes", {"da": ["fisk"]}),)),
            Topic("trade", 1, {"en": "Trade"}, "On trade in humans.", (trade, fishing)),
        ),
    )


OTHER_TERMS = (
    *(
        "handel",
        "handel*",
        "=handel",
        "menneske*",
        "med",
        '"med mennesker"',
        "handel* med menneske*",
    ),
    *("nordisk-baltisk", "nordiskbaltisk", "nordisk-baltisk fisk", "fisk handel", "=EU", "eu"),
    *("menneske-handel", "ihmis*", "ihmiskauppa", "trafficking handel", "é", "handel handel"),
)

lexicons = st.builds(
    lambda version, terms, fishing: Lexicon(
        version,
        (
            Topic("fish", 1, {}, "", (a_concept("fishing", fishing),)),
            Topic(
                "trade",
                1,
                {},
                "",
                (a_concept("trade_in_humans", terms), a_concept("fishes", terms, counts=False)),
            ),
        ),
    ),
    st.text("abc", min_size=1, max_size=9),
    *(
        2
        * (
            st.dictionaries(
                st.sampled_from(("da", "sv", "fi", "en")),
                st.lists(st.sampled_from(OTHER_TERMS), min_size=1, max_size=4, unique=True),
                min_size=1,
            ),
        )
    ),
)
"""Lexicons of the same concepts with other terms."""


def a_concept(concept_id, terms, *, counts=True):
    read = {code: tuple(read_term(code, text) for text in texts) for code, texts in terms.items()}
    return Concept(concept_id, {"en": concept_id}, counts, read)


WORDS = (
    *("menneskehandel", "Menneskehandelen", "handel", "handel", "med", "mennesker", "mænd"),
    *("människohandeln", "fisk", "fiskeri", "Fiskeriet", "ihmiskauppa", "ihmiskaupan"),
    *("trafficking", "nordisk-baltisk", "baltisk", "nordiske", "EU:ssa", "EU", "1636", "é", "e"),
    *("nordiskbaltisk", "menneske-handel", "menneskehandelsofrene", "fiskerihandel"),
    "ihmis-kauppa",
)

languages = st.sampled_from(("da", "sv", "fi", "und", "en"))
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
segments = st.lists(
    st.one_of(
        st.builds(a_segment, texts, languages),
        st.builds(a_translation, texts, languages),
    ),
    max_size=3,
)


@st.composite
def documents(draw, record_id):
    dated = draw(st.sampled_from(("day", "year", "neither")))
    year = draw(st.integers(2010, 2013)) if dated != "neither" else None
    day = (
        date(year, draw(st.sampled_from((1, 12))), draw(st.integers(1, 31)))
        if dated == "day"
        else None
    )
    if record_id < 0:
        return a_document(
            record_id,
            *draw(segments),
            public_id=f"document-{-record_id}",
            fingerprint=draw(st.integers(0, 2**63 - 1)),
            assembly=None,
            session=None,
            session_order=0,
            day=day,
            year=year,
            words=draw(st.integers(0, 50)),
            kind=RecordKind.DOCUMENT,
        )
    session = draw(st.sampled_from((None, "62", "63", "64")))
    return a_document(
        record_id,
        *draw(segments),
        fingerprint=draw(st.integers(0, 2**63 - 1)),
        assembly=draw(st.sampled_from(("nordic-council", "folketing"))),
        session=session,
        session_order=int(session or 0),
        number=draw(st.one_of(st.none(), st.integers(1, 5))),
        day=day,
        year=year,
        words=draw(st.integers(0, 50)),
        speaker=draw(st.sampled_from((None, "anna", "bo", "ciss"))),
        party_group=draw(st.sampled_from((None, "centre", "conservative"))),
        role_kind=draw(st.sampled_from((None, "minister", "guest"))),
        country=draw(st.sampled_from((None, "DK", "SE"))),
        speech_type=draw(st.sampled_from((None, "main", "reply"))),
    )


record_ids = st.one_of(st.integers(1, 40), st.integers(1, 40), st.integers(-9, -1))


def archives(largest=12):
    """Archives: speeches and background documents by record id."""
    return st.lists(record_ids, max_size=largest, unique=True).flatmap(
        lambda keys: st.tuples(*map(documents, keys)).map(
            lambda read: {document.record_id: document for document in read}
        )
    )


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
    undated=st.one_of(st.none(), st.none(), st.sampled_from(tuple(Bucket))),
    outside=groups,
)
few_filters = st.one_of(
    st.just(Filters()),
    st.builds(
        Filters, kind=kinds, languages=_some("da", "sv"), text=st.sampled_from(tuple(TextScope))
    ),
    st.builds(Filters, kind=kinds, date_from=days, date_to=days),
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
    FrameSession(str(number), number, date(1950 + number, 1, 1), date(1950 + number, 12, 31))
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
