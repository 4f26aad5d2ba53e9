"""A result set as it is answered: its members, and addresses that hold wherever it is served."""

from dataclasses import dataclass
from datetime import datetime

from api.http.links import absolute
from archive.export.citations.result_sets import result_set_citation
from archive.export.citations.speeches import Citation
from archive.queries.archive_version import ArchiveVersion
from archive.result_sets.stored_sets import Question, StoredSet
from services.addresses import API, page, resource, with_parameters
from services.criteria import Pair

KIND = "result-sets"
"""How addresses name result sets."""


@dataclass(frozen=True, slots=True)
class ResultSetLinks:
    """Paths, without the server's address."""

    self_: str
    ids: str
    diff: str
    citation: str
    page: str
    search: str


@dataclass(frozen=True, slots=True)
class ResultSetAnswer:
    """A result set; all of it depends on what is kept alone, but for the citation's address."""

    id: str
    created_at: datetime
    kind: str
    query: Question
    understood: str
    archive: ArchiveVersion
    lexicon: str
    analysis: str
    total: int
    sha256: str
    links: ResultSetLinks
    ids: tuple[str, ...]
    citation: Citation


def result_set_answer(stored: StoredSet) -> ResultSetAnswer:
    """Return the set as it is answered."""
    found = stored.found
    own = resource(KIND, found.id)
    return ResultSetAnswer(
        id=found.id,
        created_at=stored.created_at,
        kind=found.kind.value,
        query=found.question,
        understood=found.understood,
        archive=found.archive,
        lexicon=found.lexicon,
        analysis=found.analysis,
        total=found.total,
        sha256=found.ids_sha256,
        links=ResultSetLinks(
            self_=own,
            ids=f"{own}.txt",
            diff=f"{own}/diff",
            citation=f"{own}/citation",
            page=page(KIND, found.id),
            search=with_parameters(f"{API}/search", stored_parameters(found.question)),
        ),
        ids=found.ids,
        citation=citation_of(stored),
    )


def citation_of(stored: StoredSet) -> Citation:
    """Return how to cite the set: by the address of its page."""
    return result_set_citation(stored, absolute(page(KIND, stored.found.id)))


def stored_parameters(question: Question) -> tuple[Pair, ...]:
    """Return the parameters that ask a stored question."""
    return tuple(
        (name, single)
        for name, value in question.items()
        for single in ([value] if isinstance(value, str) else value)
    )
