"""The relational model: one concept a file. SQL is the truth that everything else derives from."""

from archive.models.agenda import AgendaItem, AgendaItemSource
from archive.models.assembly import Assembly, CouncilSession, Sitting
from archive.models.background_document import (
    BackgroundDocument,
    BackgroundName,
    BackgroundSource,
    FormerBackgroundId,
)
from archive.models.error_report import ErrorReport
from archive.models.frontier import FrontierPage
from archive.models.night import Night
from archive.models.party import Party, PartyGroup, PartyGroupName
from archive.models.provenance import (
    Correction,
    ImportedFile,
    ImportIssue,
    ImportRun,
    SourceDocument,
)
from archive.models.quarantine import QuarantinedRecord
from archive.models.result_set import FrozenRecord, ResultSet
from archive.models.speaker import FormerSpeakerId, Mandate, Speaker, SpeakerIdentifier, SpeakerName
from archive.models.speech import FormerSpeechId, Segment, Speech, SpeechIdentifier, SpeechSource

__all__ = [
    "AgendaItem",
    "AgendaItemSource",
    "Assembly",
    "BackgroundDocument",
    "BackgroundName",
    "BackgroundSource",
    "Correction",
    "CouncilSession",
    "ErrorReport",
    "FormerBackgroundId",
    "FormerSpeakerId",
    "FormerSpeechId",
    "FrontierPage",
    "FrozenRecord",
    "ImportIssue",
    "ImportRun",
    "ImportedFile",
    "Mandate",
    "Night",
    "Party",
    "PartyGroup",
    "PartyGroupName",
    "QuarantinedRecord",
    "ResultSet",
    "Segment",
    "Sitting",
    "SourceDocument",
    "Speaker",
    "SpeakerIdentifier",
    "SpeakerName",
    "Speech",
    "SpeechIdentifier",
    "SpeechSource",
]
