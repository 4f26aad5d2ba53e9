"""Whoosh as it comes: its own analyzers, filters, groupings and collectors, to compare with.

Nothing in it is made slower than its documentation suggests: one text field, sortable columns
for what is filtered and counted, no highlights.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.analysis import LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.query import And, NumericRange, Or, Phrase, Prefix, Query, Term

from archive.topics import Concept, TermMatch, load_lexicon
from benchmarks.questions import Question

SCHEMA = Schema(
    id=ID(stored=True, unique=True),
    text=TEXT(analyzer=RegexTokenizer() | LowercaseFilter()),
    language=ID(sortable=True),
    speaker=ID(sortable=True),
    year=NUMERIC(int, sortable=True),
)


def build(folder: Path, speeches: Iterable[dict[str, Any]]) -> None:
    """Index the speeches (objects of the corpus files) in the folder."""
    folder.mkdir(parents=True)
    writer = index.create_in(folder, SCHEMA).writer(limitmb=256)
    for speech in speeches:
        writer.add_document(
            id=speech["id"],
            text=speech["text"],
            language=speech["language"],
            speaker=speech.get("speaker") or "",
            year=int(speech["date"][:4]),
        )
    writer.commit()


class StockWhoosh:
    """An open stock index."""

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(folder).searcher()

    def ask(self, question: Question) -> int:
        """Answer the question as Whoosh does and return the exact number of speeches found."""
        grouped = ["year"] if question.timeline else list(question.facets)
        results = self._searcher.search(
            _matching(question),
            limit=20,
            filter=_admitted(question),
            groupedby=grouped or None,
        )
        for name in grouped:
            {value: len(found) for value, found in results.groups(name).items()}
        return len(results)


def _matching(question: Question) -> Query:
    if question.topic:
        return _any_term(load_lexicon().topic(question.topic).counting_concepts)
    if question.concept:
        return _any_term([load_lexicon().concept(question.concept)])
    words = [word.lower() for word in question.words]
    match question.operator:
        case "phrase":
            return Phrase("text", words)
        case "prefix":
            return Prefix("text", words[0])
        case _:
            return And([Term("text", word) for word in words])


def _any_term(concepts: Iterable[Concept]) -> Query:
    """Return an OR of the concepts' one-word terms: less than is asked, in stock's favour."""
    words = {
        (term.words[0].text, term.words[0].match is TermMatch.PREFIX)
        for concept in concepts
        for terms in concept.terms.values()
        for term in terms
        if not term.is_phrase
    }
    return Or(
        [Prefix("text", text) if truncated else Term("text", text) for text, truncated in words]
    )


def _admitted(question: Question) -> Query | None:
    parts: list[Query] = []
    if question.language:
        parts.append(Term("language", question.language))
    if question.years:
        parts.append(NumericRange("year", *question.years))
    if question.speaker:
        parts.append(Term("speaker", question.speaker))
    return And(parts) if parts else None
