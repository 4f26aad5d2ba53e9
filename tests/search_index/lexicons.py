"""A lexicon for the tests of the search index, and generated ones."""

from hypothesis import strategies as st

from archive.topics import Concept, Lexicon, Topic, read_term


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
