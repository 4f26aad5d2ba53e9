"""How to cite a result set: a line for a footnote, CSL-JSON, BibTeX."""

from datetime import datetime

from archive.export.citations.question_text import describe_question
from archive.export.citations.speeches import MONTHS, Citation
from archive.result_sets.stored_sets import FoundSet, StoredSet
from archive.vocabulary import RecordKind


def result_set_citation(stored: StoredSet, address: str) -> Citation:
    """Return how to cite the result set, which is read at this address."""
    found = stored.found
    text = (
        f"Tingtale, result set {found.id}: {_found(found)}; found on"
        f" {_day(stored.created_at)} in archive version {_version(found)}. {address}."
        f" SHA-256 of the ids: {found.ids_sha256}."
    )
    how = (
        "Cite the result set by its address, which answers with the same ids for good. Whoever"
        f" has the ids, one a line, proves them by their SHA-256, {found.ids_sha256}. What has"
        " changed in the archive since stands there, too."
    )
    return Citation(text=text, how=how, csl=_csl(stored, address))


def _found(found: FoundSet) -> str:
    """Return what was found as a phrase: "3 speeches that match “fisk”, sorted by relevance"."""
    what = "speech" if found.kind is RecordKind.SPEECH else "background document"
    plural = "" if found.total == 1 else "es" if found.kind is RecordKind.SPEECH else "s"
    return f"{found.total:,} {what}{plural} {describe_question(found.question)}"


def _version(found: FoundSet) -> str:
    changed = found.archive.changed_at
    of = [f"of {_day(changed)}"] if changed else []
    of += [f"topics {found.lexicon}", f"analysis {found.analysis}"]
    return f"{found.archive.name} ({', '.join(of)})"


def _day(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _csl(stored: StoredSet, address: str) -> dict[str, object]:
    found, on = stored.found, stored.created_at
    return {
        "id": f"result-set-{found.id}",
        "type": "dataset",
        "title": f"{_found(found)} (result set {found.id})",
        "author": [{"literal": "Tingtale"}],
        "issued": {"date-parts": [[on.year, on.month, on.day]]},
        "publisher": "Tingtale",
        "version": f"Archive version {_version(found)}",
        "note": f"SHA-256 of the ids: {found.ids_sha256}",
        "URL": address,
    }
