"""How to cite a speech: a line for a footnote, and the same as CSL-JSON and BibTeX for tools."""

from dataclasses import dataclass
from typing import Final

from archive.export.citations.bibtex import bibtex
from archive.queries.speech import SpeechDetail
from archive.text.person_names import parse_name
from archive.vocabulary import SPEECH_TYPE_NAMES

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A speech cited."""

    text: str
    """One line of English, ready for a footnote."""
    how: str
    """What makes the citation verifiable."""
    csl: dict[str, object]
    """A CSL-JSON item, which Zotero and other reference managers import."""

    @property
    def bibtex(self) -> str:
        """The same as a BibTeX entry."""
        return bibtex(self.csl)


def speech_citation(speech: SpeechDetail, address: str) -> Citation:
    """Return how to cite the speech, which is read at this address of the archive."""
    source = speech.sources[0] if speech.sources else None
    parts = [
        speech.summary.cited_speaker,
        _title(speech),
        speech.summary.agenda_item.title if speech.summary.agenda_item else None,
        speech.summary.assembly.name,
        _session(speech),
        _when(speech),
        source.url if source else None,
        f"Tingtale, {address}",
    ]
    text = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return Citation(text=text, how=_how(speech), csl=_csl(speech, address))


def _title(speech: SpeechDetail) -> str:
    stated = speech.summary.speech_type
    kind = "Speech" if stated is None else SPEECH_TYPE_NAMES[stated]
    number = speech.summary.number_label or speech.summary.number
    return kind if number is None else f"{kind} no. {number}"


def _session(speech: SpeechDetail) -> str | None:
    of = speech.summary.session
    if of is None:
        return None
    where = f" ({of.place})" if of.place else ""
    return f"Session {of.label}{where}"


def _when(speech: SpeechDetail) -> str | None:
    day = speech.summary.date
    if day is not None:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return None if speech.summary.year is None else str(speech.summary.year)


def _how(speech: SpeechDetail) -> str:
    """Return which bytes the citation rests on."""
    if not speech.sources:
        return "Cite the speech by its address; the archive keeps no source document for it."
    source = speech.sources[0]
    return (
        "Cite the speech by its address here and at its source. The text is that of"
        f" {source.url or source.name} as read on {source.fetched_at:%Y-%m-%d}"
        f" (SHA-256 {source.sha256}), which the archive keeps and serves."
    )


def _author(name: str, speech: SpeechDetail) -> dict[str, str]:
    """Return the name in its parts, or whole where it is not to be taken apart."""
    parts = parse_name(name, icelandic=speech.icelandic)
    if parts.family is None:
        return {"literal": parts.whole}
    known = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
    }
    return {key: value for key, value in known.items() if value}


def _csl(speech: SpeechDetail, address: str) -> dict[str, object]:
    of = speech.summary
    day = of.date
    issued = [day.year, day.month, day.day] if day else [of.year] if of.year else None
    members: dict[str, object | None] = {
        "id": of.id,
        "type": "speech",
        "title": ", ".join(
            part for part in (_title(speech), of.agenda_item and of.agenda_item.title) if part
        ),
        "author": [_author(of.cited_speaker, speech)] if of.cited_speaker else None,
        "issued": {"date-parts": [issued]} if issued else None,
        "event-title": ", ".join(
            part for part in (of.assembly.name, _session(speech)) if part is not None
        ),
        "event-place": of.session.place if of.session else None,
        "language": of.languages[0] if of.languages else None,
        "URL": address,
        "source": speech.sources[0].url if speech.sources else None,
    }
    return {name: value for name, value in members.items() if value is not None}
