"""What parsers yield: frozen records, free of database and network."""

from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import datetime
from typing import Protocol

from archive.vocabulary import (
    DatePrecision,
    Numbering,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    Severity,
    SpeechType,
)
from importers.markup.whole_words import mend_paragraphs


@dataclass(frozen=True, slots=True)
class Document:
    """The raw bytes of one source document, with what is known of where they came from."""

    name: str
    """How messages name it: a file's name (relative to the folder given), or a zip's member."""
    content: bytes
    url: str | None = None
    """The page's address where it is known (a file's first line or its <link> may say more)."""
    media_type: str | None = None
    fetched_at: datetime | None = None
    session: int | None = None
    """The session that its importer knows it to be of, whatever the page states."""
    place: str | None = None
    """Where in its file the document stands ("line 17"), or None for a whole file."""

    @property
    def shown_place(self) -> str:
        """The file and, where there is one, the line, as messages name them."""
        return self.name if self.place is None else f"{self.name}, {self.place}"


@dataclass(frozen=True, slots=True)
class RecordIssue:
    """Something that a parser noticed and a person should know."""

    severity: Severity
    code: str
    """A stable snake_case name: "unknown_role", "missing_title"."""
    message: str
    """One sentence that names the value and, where there is one, the remedy."""
    subject: str | None = None
    """What a run counts issues of one code by: the label, the key or the field; None for all."""


@dataclass(frozen=True, slots=True)
class SourceIdentifier:
    """An id that the source itself gives a record, within a scheme."""

    scheme: str
    """"node", "slug", "session-number", "corpus"..."""
    value: str


class SessionFact(Protocol):
    """A session that a source knows of apart from its speeches."""

    @property
    def assembly(self) -> str:
        """Its assembly's key."""

    @property
    def number(self) -> int | None:
        """None for a session on a theme."""

    @property
    def year(self) -> int:
        """When it met or began, or should have met."""

    @property
    def place(self) -> str | None:
        """The city."""

    @property
    def starts_on(self) -> calendar_date | None:
        """The first day."""

    @property
    def ends_on(self) -> calendar_date | None:
        """The last day."""

    @property
    def kind(self) -> str:
        """Return "ordinary" or "theme"."""

    @property
    def cancelled(self) -> bool:
        """Whether it never met."""


@dataclass(frozen=True, slots=True)
class ParsedRole:
    """What a printed role says by the rules; None where no rule speaks."""

    kind: RoleKind | None = None
    party_group: PartyGroupKey | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case: DK, FI, FO, AX, GL, IS, NO, SE, EE ..."""
    spokesperson: bool = False
    rule: str | None = None
    """The rule's name, kept as the derived fields' provenance."""


@dataclass(frozen=True, slots=True)
class FieldProvenance:
    """What is printed for a field of a speech, where, and the rule that read the value from it."""

    field: str
    """"number", "started_at", "role", "segments.0.language" ..."""
    printed: str | None
    """None where nothing is printed and the rule concludes from elsewhere."""
    place: str | None
    """Where it is printed: "title", "information: date", "address"; of JSON, the key."""
    rule: str | None = None
    """A name that archive/reference/rules.yaml explains; None where another field holds it."""


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A run of paragraphs of one kind in one language, their words whole (`whole_words`)."""

    kind: SegmentKind
    language: str
    """BCP 47 two-letter code, or "und"."""
    paragraphs: tuple[str, ...]

    def __post_init__(self) -> None:
        """Make words whole here, where the texts of every source pass."""
        whole = mend_paragraphs(self.paragraphs)
        object.__setattr__(self, "paragraphs", whole)


@dataclass(frozen=True, slots=True)
class SpeechRecord:
    """One speech as its source states it."""

    assembly: str
    """An assembly's key: "nordic-council", "stortinget" ..."""
    source_id: str | None
    """The source's own id as printed by ``tingtale parse``: "node/60706", "speech/..."."""
    identifiers: tuple[SourceIdentifier, ...]
    """Every id the source gives, the most trusted first."""
    segments: tuple[SegmentRecord, ...]
    languages: tuple[str, ...]
    """Languages of the original in order of appearance."""
    url: str | None = None
    session: int | None = None
    """The session's number, where the source or a rule tells it."""
    session_rule: str | None = None
    number: int | None = None
    number_label: str | None = None
    """The number as printed where it is not a plain integer."""
    numbering: Numbering = Numbering.NONE
    """Within what the source gives the number once."""
    sitting: str | None = None
    """The source's own name of the sitting, where two may meet on one day."""
    speaker: str | None = None
    speaker_suffix: str | None = None
    """What stands in a second parenthesis of the title: a party, as a rule."""
    speaker_id: str | None = None
    """The source's own id of the person."""
    external_speaker: bool = False
    party: str | None = None
    gender: str | None = None
    speech_type: SpeechType | None = None
    type_raw: str | None = None
    role_raw: str | None = None
    role: ParsedRole = ParsedRole()
    status_raw: str | None = None
    started_at: datetime | None = None
    """Local to the session's place, without an offset: the source states none."""
    started_at_precision: DatePrecision | None = None
    implausible_at: datetime | None = None
    """A stated time that cannot be, of which `started_at` is None: what a correction may name."""
    ui_language: str | None = None
    agenda_item_title: str | None = None
    readings: tuple[FieldProvenance, ...] = ()
    """How the derived fields were read, each field once."""
    issues: tuple[RecordIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedSpeech:
    """A speech as a protocol or agenda-item page lists it: a teaser, often without a name."""

    number: int | None
    name: str | None
    speech_type: SpeechType | None
    teaser: tuple[str, ...] = ()
    """The paragraphs shown, their words whole; the last one is usually cut by an ellipsis."""

    def __post_init__(self) -> None:
        """Make words whole, so that the teaser is compared with texts whose words are."""
        object.__setattr__(self, "teaser", mend_paragraphs(self.teaser))


@dataclass(frozen=True, slots=True)
class AgendaItemRecord:
    """A protocol page or an agenda-item page: one item of a session and its speeches."""

    kind: str
    """"protocol" or "agenda_item"."""
    assembly: str
    source_id: str | None
    identifiers: tuple[SourceIdentifier, ...]
    item_number: str | None
    item_title: str | None
    url: str | None = None
    ui_language: str | None = None
    chair: str | None = None
    chair_raw: str | None = None
    case_numbers: tuple[str, ...] = ()
    session: int | None = None
    """As the page states it."""
    session_inferred: int | None = None
    """By rule (the protocol's id), where the page states none."""
    date: calendar_date | None = None
    speeches: tuple[ListedSpeech, ...] = ()
    remarks: tuple[SegmentRecord, ...] = ()
    """The chair's words, one segment a remark, in order."""
    decisions: tuple[str, ...] = ()
    issues: tuple[RecordIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class BackgroundDocumentRecord:
    """A text beside the debates: what it prints of itself, and by which rule that was read."""

    title: str
    title_rule: str
    paragraphs: tuple[str, ...]
    """All that is printed, the title where it stands; lines of a paragraph with line breaks."""
    language: str
    """BCP 47 two-letter code of the text as a whole, or "und"."""
    publisher: str | None = None
    publisher_rule: str | None = None
    date: calendar_date | None = None
    """The day where the text states one."""
    year: int | None = None
    date_precision: DatePrecision | None = None
    """DAY or YEAR; None without a date."""
    date_raw: str | None = None
    """As printed."""
    date_rule: str | None = None
    language_rule: str | None = None
    url: str | None = None
    issues: tuple[RecordIssue, ...] = ()

    def __post_init__(self) -> None:
        """Make words whole here, as those of segments are."""
        whole = mend_paragraphs(self.paragraphs)
        object.__setattr__(self, "paragraphs", whole)


@dataclass(frozen=True, slots=True)
class WithdrawalRecord:
    """That a source takes back a record that it brought before."""

    source_id: str
    """As the source prints it."""
    identifiers: tuple[SourceIdentifier, ...]
    assembly: str | None = None
    """None where the source does not say: a record of any assembly that has one of the ids."""
    reason: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class OperatorWithdrawalRecord:
    """The operator's order to withdraw a record, which holds until it is revoked; or that it is."""

    public_id: str
    reason: str
    revoked: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A person's decision to correct a field of a speech."""

    public_id: str
    field: str
    after: str | None
    """None: nothing."""
    reason: str
    made_by: str
    report: int | None = None
    """The number of the reader's report that is accepted; None where there is none."""
    although_changed: bool = False
    """Whether the field may have changed since the report came."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class RevocationRecord:
    """A person's decision that a correction was wrong, or is needed no more."""

    correction: int
    """Its number."""
    reason: str
    url: str | None = None


Record = (
    SpeechRecord
    | AgendaItemRecord
    | BackgroundDocumentRecord
    | WithdrawalRecord
    | OperatorWithdrawalRecord
    | CorrectionRecord
    | RevocationRecord
)
