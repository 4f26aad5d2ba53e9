"""What the documents of a speech said of it, one after the other, and which of it holds.

What was said at an address holds until the address says something else. Documents without one
(files and their lines) share one voice in their source: what was said later holds. A document that
is read again says nothing new, unless its file said something else in between. See
docs/decisions/versions.md.
"""

from dataclasses import dataclass
from typing import Self

from archive.models import SourceDocument, SpeechSource
from importers.loading.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Version:
    """A document and what is known of it as a source of the speech."""

    document: SourceDocument
    row: SpeechSource

    @property
    def voice(self) -> tuple[str, str | None]:
        """Who says it: the source, at an address where there is one."""
        return self.document.source, self.document.name if self.document.url else None

    @property
    def file(self) -> tuple[str, str]:
        """The source, and the address or the file's name."""
        return self.document.source, self.document.name

    @property
    def place(self) -> str:
        """The address or the file and, where there is one, the line."""
        name, place = self.document.name, self.document.place
        return name if place is None else f"{name}, {place}"


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a speech while a document of it is read."""

    read: Version
    others: tuple[Version, ...]
    """In the order in which they were said."""
    is_new: bool
    """Whether the document was not read for this speech before."""

    @classmethod
    def of(cls, transaction: Transaction, speech_id: int, document_id: int) -> Self:
        """Return the versions of the speech and the document that is read."""
        held, session = transaction.held, transaction.session
        sources = sorted(
            held.sources(session, speech_id), key=lambda source: (source[1].version, source[0].id)
        )
        versions = [Version(document, row) for document, row in sources]
        others = tuple(one for one in versions if one.document.id != document_id)
        for version in versions:
            if version.document.id == document_id:
                return cls(version, others, is_new=False)
        row = SpeechSource(
            speech_id=speech_id, source_document_id=document_id, current=False, version=0
        )
        document = held.document(session, document_id)
        return cls(Version(document, row), others, is_new=True)

    @property
    def is_repeated(self) -> bool:
        """Whether the document is what its file or address said last of the speech."""
        return not self.is_new and not any(
            other.file == self.read.file and other.row.version > self.read.row.version
            for other in self.others
        )

    @property
    def is_superseded(self) -> bool:
        """Whether something else that its voice said later holds."""
        before = self.said_before
        later = before is not None and before.row.version > self.read.row.version
        return later or not self.read.row.latest

    @property
    def said_before(self) -> Version | None:
        """What the document's voice says without it, if anything."""
        found = [one for one in self.others if one.row.latest and one.voice == self.read.voice]
        return found[-1] if found else None

    def changed_between(self, before: Version) -> bool:
        """Tell whether both are an address's, fetched on different days: it may have changed."""
        same_day = before.document.fetched_at.date() == self.read.document.fetched_at.date()
        return self.read.voice[1] is not None and not same_day

    @property
    def leading(self) -> Version | None:
        """The other version whose values the speech has, if any."""
        return next((other for other in self.others if other.row.current), None)

    def state(self, transaction: Transaction, *, anew: bool) -> None:
        """Record the document as current; `anew` gives it a new version number.

        Otherwise it has the number of what was said last.
        """
        row, numbers = self.read.row, [other.row.version for other in self.others]
        row.version = max(*numbers, row.version) + anew
        row.import_run_id = transaction.run_id
        row.parser_version = transaction.source.parser_version
        if self.is_new:
            source = (self.read.document, row)
            transaction.held.add_source(transaction.session, row.speech_id, source)
        self.hold()

    def hold(self) -> None:
        """Make the document the current version of its origin."""
        for other in self.others:
            if other.voice == self.read.voice:
                other.row.latest = False
        self.read.row.latest = True
