"""Generated archives: speeches and background documents of few words and few values."""

from datetime import date, datetime

from hypothesis import strategies as st
from index_documents import a_document, a_segment, a_translation

from archive.vocabulary import RecordKind

WORDS = (
    *("menneskehandel", "Menneskehandelen", "handel", "handel", "med", "mennesker", "mænd"),
    *("människohandeln", "fisk", "fiskeri", "Fiskeriet", "ihmiskauppa", "ihmiskaupan"),
    *("trafficking", "nordisk-baltisk", "baltisk", "nordiske", "EU:ssa", "EU", "1636", "é", "e"),
    *("nordiskbaltisk", "menneske-handel", "menneskehandelsofrene", "fiskerihandel"),
    *("ihmis-kauppa", "menneske- og våbenhandel", "ihmis- ja asekauppaa", "fiskehandel og -eri"),
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


MOMENTS = (
    datetime(2026, 1, 5, 12, 30, 15),  # noqa: DTZ001  (UTC, as the database has it)
    datetime(2026, 1, 5, 12, 30, 15, 1),  # noqa: DTZ001
    datetime(2026, 1, 6),  # noqa: DTZ001
)
"""When something was added or changed: what differs by a microsecond differs."""

moments = st.sampled_from(MOMENTS)


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
            added=draw(moments),
            changed=draw(moments),
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
        added=draw(moments),
        changed=draw(moments),
    )


record_ids = st.one_of(st.integers(1, 40), st.integers(1, 40), st.integers(-9, -1))


def archives(largest=12):
    """Archives: speeches and background documents by record id."""
    return st.lists(record_ids, max_size=largest, unique=True).flatmap(
        lambda keys: st.tuples(*map(documents, keys)).map(
            lambda read: {document.record_id: document for document in read}
        )
    )
