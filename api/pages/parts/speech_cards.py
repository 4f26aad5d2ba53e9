"""A speech as a list shows it: who, when, in which capacity, in which languages, on what."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.pages.parts import labels
from api.pages.parts.names import session_name
from archive.queries.speeches import SpeechSummary
from search_index.results import Snippet


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code, for `lang` attributes, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A snippet of a speech found."""

    kind: str
    """ "Original" or "Translation"."""
    language: Language
    html: Markup
    """Escaped by the index, with <mark> only."""


@dataclass(frozen=True, slots=True)
class SpeechCard:
    """A speech in a list."""

    href: str
    title: str
    """The speaker's name."""
    number: str | None
    date: str | None
    iso_date: str | None
    session: str | None
    speech_type: str | None
    role: str | None
    """As understood, else as printed."""
    languages: tuple[Language, ...]
    agenda_item: str | None
    passages: tuple[Passage, ...] = ()

    @property
    def short_title(self) -> str:
        """Which speech of its speaker it is, where no agenda item says it."""
        kind = self.speech_type or "Speech"
        return kind if self.number is None else f"{kind} no. {self.number}"


def language(code: str) -> Language:
    """Return the language of that code."""
    return Language(code, labels.name_of_value(labels.LANGUAGES, code))


def speech_card(of: SpeechSummary, href: str, snippets: Iterable[Snippet] = ()) -> SpeechCard:
    """Return a speech as a list shows it, which leads to `href`."""
    return SpeechCard(
        href=href,
        title=speaker_name(of),
        number=number(of),
        date=when(of),
        iso_date=(of.date.isoformat() if of.date else str(of.year)) if when(of) else None,
        session=session_name(of.session) if of.session else of.assembly.name,
        speech_type=labels.name_of_value(labels.SPEECH_TYPES, of.speech_type)
        if of.speech_type
        else None,
        role=labels.role(of.role_kind, of.party_group, of.country) or of.role_raw,
        languages=tuple(language(code) for code in of.languages),
        agenda_item=agenda_item(of),
        passages=tuple(passage(snippet) for snippet in snippets),
    )


def speaker_name(of: SpeechSummary) -> str:
    """Return who spoke, as resolved or else as printed."""
    return of.speaker.name if of.speaker else "Speaker not named"


def number(of: SpeechSummary) -> str | None:
    """Return the speech's number as it is read."""
    return of.number_label or (None if of.number is None else str(of.number))


def when(of: SpeechSummary) -> str | None:
    """Return the day, else the year, else None."""
    if of.date is not None:
        return labels.day(of.date)
    return None if of.year is None else str(of.year)


def agenda_item(of: SpeechSummary) -> str | None:
    """Return the agenda item's number and title."""
    if of.agenda_item is None:
        return None
    return ". ".join(part for part in (of.agenda_item.number, of.agenda_item.title) if part) or None


def passage(snippet: Snippet) -> Passage:
    """Return a snippet as a card shows it."""
    # The index escapes the text and adds nothing but <mark>: the one place of trusted HTML.
    return Passage(
        kind=labels.SEGMENT_KINDS[snippet.segment],
        language=language(snippet.language),
        html=Markup(snippet.html),  # noqa: S704
    )
