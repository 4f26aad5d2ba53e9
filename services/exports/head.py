"""The head of an export: what was asked, how it was understood, and of which archive it tells."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from api.schemas.search import QuerySchema
from archive.export.licence import CONTENT_TERMS
from archive.vocabulary import RecordKind
from search_index.generations.index_state import IndexState
from services.exports.portion import ExportPortion
from services.interpretation import Interpretation

SOFTWARE: Final = f"Tingtale {version('tingtale')}"


@dataclass(frozen=True, slots=True)
class ExportHead:
    """What is true of an export as a whole; there is no time of day in it."""

    echo: Interpretation
    sort: str
    portion: ExportPortion
    """How much of what was found is written."""
    state: IndexState
    base: str
    """The archive's address."""
    address: str
    """The search in the archive that shows the same."""

    @property
    def total(self) -> int:
        """How much was found: exact; an export that is not cut has as many records."""
        return self.portion.total

    @property
    def kind(self) -> RecordKind:
        """What was searched."""
        return self.echo.asked.filters.kind

    def members(self) -> dict[str, object]:
        """Return the head as members of a JSON object."""
        query: dict[str, object] = QuerySchema().dump(self.echo)
        return {
            "software": SOFTWARE,
            "kind": self.kind.value,
            "query": query,
            "sort": self.sort,
            "total": self.total,
            **({"cut": cut.members()} if (cut := self.portion.foreseen) else {}),
            "search": self.address,
            "archive": self.state.archive.members(),
            "generation": self.state.generation,
            "lexicon": self.state.lexicon,
            "analysis": self.state.analysis,
            "licence": CONTENT_TERMS,
        }
