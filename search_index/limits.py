"""Bounds of a single question; what exceeds one gets an InvalidQuery with the bound and a remedy.

On 164,000 speeches 16 patterns `*qa*` take 0.9 s of one core and 8 words `~2` take 1.1 s; 64 of
them took 3.7 s and 8.3 s. What is slow within these bounds is ended by search_index.time_limit.
"""

from typing import Final

from archive.errors import InvalidQuery
from search_index.filters import Bucket
from search_index.query.tree import Fuzzy, Wildcard
from search_index.work import count_forms, count_positions

QUERY_LENGTH: Final = 1000
"""Characters of a query."""
CLAUSES: Final = 64
"""Words, phrases and fields of a query."""
DEPTH: Final = 20
"""Levels of brackets and NOTs."""
PATTERNS: Final = 16
"""Words with * or ? in a query: each may be looked for among all forms of every language."""
FUZZY_WORDS: Final = 8
"""Words with ~ in a query: each is compared with the forms of about its length."""
WILDCARD_LETTERS: Final = 2
"""Letters or digits that a pattern must hold besides its wildcards."""
PHRASE_WORDS: Final = 64
"""Words of a phrase."""
PHRASE_SLOP: Final = 100
"""Words that may stand between two words of a phrase."""
FUZZY_DISTANCES: Final = (1, 2)
"""Edits that a fuzzy word may be away."""
EXPANSIONS: Final = 10_000
"""Different forms that a pattern or fuzzy word may stand for in one language."""
ALL_EXPANSIONS: Final = 40_000
"""Different forms that all patterns and fuzzy words may stand for, in all languages together."""
MATCH_POSITIONS: Final = 500_000
"""Places that are looked at for one question: about as many as a second is enough to sort."""

BUCKETS: Final = 3_000
"""Buckets of a timeline: the months of 250 years."""
POINTS: Final = 12_000
"""Points of all series of a timeline, about 30 MB of JSON."""


def check_points(bucket: Bucket, buckets: int, series: int) -> None:
    """Raise InvalidQuery where a timeline has more buckets or points than are answered."""
    if buckets <= BUCKETS and buckets * series <= POINTS:
        return
    coarser = "" if bucket is Bucket.YEAR else ", by=year"
    fewer = "" if series <= 1 else ", fewer series (top)"
    raise InvalidQuery(
        f"the timeline has {buckets:,} {bucket}s and {series:,} series; at most {BUCKETS:,}"
        f" {bucket}s and {POINTS:,} points in all are answered: ask for a part of the time"
        f" (from, to){coarser}{fewer}",
        parameter="by",
    )


def check_match_positions(places: int) -> None:
    """Raise InvalidQuery if a question has more match positions than are read for one question."""
    count_positions(places)
    if places > MATCH_POSITIONS:
        raise InvalidQuery(
            f"there are {places:,} matches, of which {MATCH_POSITIONS:,} are looked at together:"
            " narrow the question, by time, language, speaker or a rarer word"
        )


class ExpansionCounter:
    """The forms that one question's patterns and fuzzy words stand for, counted as they are found.

    Every engine counts each different pattern once in each language that the question admits.
    """

    def __init__(self) -> None:
        self._forms = 0

    def add(self, leaf: Wildcard | Fuzzy, language: str, forms: int) -> None:
        """Count a leaf's forms in a language. Raises InvalidQuery where they are too many."""
        asked = leaf.pattern if isinstance(leaf, Wildcard) else f"{leaf.text}~{leaf.distance}"
        position = None if leaf.place is None else leaf.place[0]
        if forms > EXPANSIONS:
            raise InvalidQuery(
                f"{asked} stands for {forms} different forms in {language!r}; {EXPANSIONS} are"
                " allowed: write more letters",
                position=position,
            )
        self._forms += forms
        count_forms(forms)
        if self._forms > ALL_EXPANSIONS:
            raise InvalidQuery(
                f"the words with *, ? and ~ stand for more than {ALL_EXPANSIONS} different forms"
                f" together, {asked} being one of them: write more letters, or fewer such words",
                position=position,
            )
