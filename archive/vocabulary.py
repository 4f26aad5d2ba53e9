"""The archive's closed vocabularies: the values that a field may take, under their public names.

The strings are the wire format of the HTTP API and of ``tingtale parse``; they never change.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class SpeechType(StrEnum):
    """What a speech is in the order of a debate."""

    MAIN = "main"
    CONTRIBUTION = "contribution"
    REPLY = "reply"
    ANSWER_TO_REPLY = "answer_to_reply"
    QUESTION = "question"
    ANSWER_TO_QUESTION = "answer_to_question"
    CHAIR_REMARK = "chair_remark"


class Numbering(StrEnum):
    """Within what a source gives a speech's number once, so that the number tells which it is."""

    SESSION = "session"
    SITTING = "sitting"
    NONE = "none"
    """Within less, such as an agenda item: the number alone tells nothing."""


class RecordKind(StrEnum):
    """What can be searched: the debates' speeches, and texts that stand beside the debates."""

    SPEECH = "speech"
    DOCUMENT = "document"


SPEECH_TYPE_NAMES: Final[Mapping[str, str]] = {
    SpeechType.MAIN: "Main speech",
    SpeechType.CONTRIBUTION: "Contribution",
    SpeechType.REPLY: "Reply",
    SpeechType.ANSWER_TO_REPLY: "Answer to a reply",
    SpeechType.QUESTION: "Question",
    SpeechType.ANSWER_TO_QUESTION: "Answer to a question",
    SpeechType.CHAIR_REMARK: "Remark from the chair",
}
"""The speech types in English, as pages and citations name them."""


class RoleKind(StrEnum):
    """In which capacity a speaker has the floor."""

    PARTY_GROUP = "party_group"
    PARTY_GROUP_SPOKESPERSON = "party_group_spokesperson"
    PRESIDIUM = "presidium"
    PRESIDENT = "president"
    COMMITTEE = "committee"
    COMMITTEE_SPOKESPERSON = "committee_spokesperson"
    MINISTER = "minister"
    GUEST = "guest"
    NATIONAL_REPRESENTATIVE = "national_representative"
    NO_GROUP = "no_group"


class PartyGroupKey(StrEnum):
    """The party groups of the Nordic Council."""

    SOCIAL_DEMOCRATIC = "social_democratic"
    CONSERVATIVE = "conservative"
    CENTRE = "centre"
    NORDIC_FREEDOM = "nordic_freedom"
    NORDIC_GREEN_LEFT = "nordic_green_left"
    LEFT_SOCIALIST_GREEN = "left_socialist_green"


class SegmentKind(StrEnum):
    """Whether a segment holds the words as spoken or a translation of them."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


class DatePrecision(StrEnum):
    """How much of a point in time the source states."""

    MINUTE = "minute"
    DAY = "day"
    YEAR = "year"


class Severity(StrEnum):
    """What an import issue means for the record that it names."""

    REJECTED = "rejected"
    """The record was not stored."""
    SUSPICIOUS = "suspicious"
    """The record was stored; a value in it wants a look."""
    LEFTOVER = "leftover"
    """The record was stored; a part of its source was understood by no rule."""
    NOTED = "noted"
    """Nothing is wrong: what was done to the record, and why."""


class Phase(StrEnum):
    """What was being done with a record when it turned out to be at fault."""

    PARSE = "parse"
    """Its bytes were read as records: nothing of it is stored."""
    STORE = "store"
    """Its rows were written: nothing of it is stored."""
    REGROUP = "regroup"
    """Which pages are of one speech was told from all of them: it is stored, and as it was."""
    PLACE = "place"
    """Its session was looked for: it is stored, and as it was before."""
    JOIN = "join"
    """The speeches that an agenda item lists were joined with it; both are stored."""
    RESOLVE = "resolve"
    """Who speaks was resolved: it is stored, and open."""
    MANDATES = "mandates"
    """The mandates were gathered that speeches state; the speeches are stored."""
    GONE = "gone"
    """It was marked as gone at its source, or not any more; it is stored."""
    INDEX = "index"
    """It was indexed: it is stored, and no search finds it."""


class CorrectableField(StrEnum):
    """The fields of a speech that a correction may name, beside "segments.0.language" and so on."""

    SPEAKER_RAW = "speaker_raw"
    SPEAKER_SUFFIX = "speaker_suffix"
    SPEAKER_SOURCE_ID = "speaker_source_id"
    EXTERNAL_SPEAKER = "external_speaker"
    ROLE_RAW = "role_raw"
    ROLE_KIND = "role_kind"
    PARTY_GROUP_KEY = "party_group_key"
    PARTY = "party"
    COUNTRY = "country"
    NUMBER = "number"
    NUMBER_LABEL = "number_label"
    SPEECH_TYPE = "speech_type"
    SESSION = "session"
    STARTED_AT = "started_at"
    AGENDA_ITEM_TITLE = "agenda_item_title"


OTHER_REPORTABLE_FIELDS: Final = ("text", "other")
"""What a reader may report beside the correctable fields: no correction can say it."""


class ReportState(StrEnum):
    """What has become of a reader's report."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class NightState(StrEnum):
    """How a night ended, or that it did not."""

    RUNNING = "running"
    GOOD = "good"
    """All was done; single records may have been rejected, which the report names."""
    AMISS = "amiss"
    """All was done that could be, and something wants a person: a drift, say."""
    FAILED = "failed"
    """A phase could not be done; those after it were, where they safely could."""
    KILLED = "killed"
    """It ended before its end."""


class PhaseState(StrEnum):
    """How a phase of a night ended."""

    DONE = "done"
    AMISS = "amiss"
    FAILED = "failed"
    SKIPPED = "skipped"
    """It was not begun: the night's time was over."""


IMPLAUSIBLE_DATE: Final = "implausible_date"
"""The code of what is noticed of a date that cannot be, and the rule by which it is not taken."""

SESSION_NUMBER: Final = "session-number"
"""The scheme of identifiers that are a session and a speech number within it: "64-211"."""
SITTING_NUMBER: Final = "sitting-number"
"""The scheme of a sitting and a speech number within it: "2021-03-04-12", after the session."""

LANGUAGES: Final = ("da", "nb", "nn", "sv", "fi", "is", "fo", "en", "kl", "se")
"""Languages of the archive's texts as BCP 47 two-letter codes."""

SCANDINAVIAN: Final = ("da", "nb", "nn", "sv")
"""Languages whose speakers understand each other; what is said in others is translated."""

UI_LANGUAGES: Final = ("da", "no", "sv", "fi", "is", "en")
"""Languages of norden.org's own pages, as they stand in its addresses."""

UNDETERMINED: Final = "und"
"""The BCP 47 code of a text whose language nobody states and no rule can tell."""

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "da": "Danish",
    "nb": "Norwegian (Bokmål)",
    "nn": "Norwegian (Nynorsk)",
    "sv": "Swedish",
    "fi": "Finnish",
    "is": "Icelandic",
    "fo": "Faroese",
    "en": "English",
    "kl": "Greenlandic",
    "se": "Northern Sámi",
    UNDETERMINED: "Language unknown",
}
"""The languages in English, as pages and exports name them."""

NORDIC_COUNCIL: Final = "nordic-council"
"""The key of the Nordic Council among the assemblies."""

COUNTED_ONLY: Final = "further_records"
"""Code of an entry of the quarantine that counts records which are not kept."""


class FrontierKind(StrEnum):
    """What a page of a crawl's frontier is."""

    SPEECH = "speech"
    PROTOCOL = "protocol"
    AGENDA_ITEM = "agenda_item"
    LISTING = "listing"
    """A page that leads to records: a session's agenda, the site's root, a list."""
    SITEMAP = "sitemap"
    FEED = "feed"
    UNKNOWN = "unknown"
    """Not read yet, or something else."""


class PageState(StrEnum):
    """What a crawl knows of a page of its frontier."""

    WAITING = "waiting"
    """Never read so far."""
    READ = "read"
    NO_RECORD = "no_record"
    """It answers, or never answered, with what is neither a record nor leads to one."""
    GONE = "gone"
    """Read once; missing on three days since."""
    REFUSED = "refused"
    """Not to be asked: robots.txt, another host, too large."""
    SAME_AS = "same_as"
    """Another form or language of a page that is asked in its stead."""


class Strategy(StrEnum):
    """By which way a crawl came to know of a page."""

    SITEMAP = "sitemap"
    FEED = "feed"
    SEED = "seed"
    LISTING = "listing"
    LINK = "link"
    """Stated by a known page of itself: its languages, its short link, its canonical address."""
    BLOCK = "block"
    """Within the node ids of a known session."""
    NEIGHBOUR = "neighbour"
    ORDER = "order"
    """An operator's."""
