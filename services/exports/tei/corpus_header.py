"""The header of the corpus: the question, the archive, the vocabularies, and who spoke."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from archive.export.licence import CONTENT_TERMS
from archive.vocabulary import SPEECH_TYPE_NAMES, RecordKind, RoleKind
from services.criteria import filter_pairs
from services.exports.head import ExportHead
from services.exports.tei.elements import Element, element, xml_id

EDITORIAL: Final = (
    "Each TEI element is one speech, in the order of the search. u holds the words as spoken, a"
    " seg for each paragraph, with its language; translations that the source prints beside them"
    " are notes of the type translation, and so are no utterances. Where the source has no"
    " original, u holds a gap. who and ana point into this header. Names and roles in notes are as"
    " printed."
)


_WHAT: Final = {
    RecordKind.SPEECH: ("Speeches", "speeches"),
    RecordKind.DOCUMENT: ("Background documents", "documents"),
}
"""What was found, in a title and as a unit."""


@dataclass(frozen=True, slots=True)
class CorpusNames:
    """Who and what the speeches point to, by id, with their names."""

    speakers: Mapping[str, str]
    party_groups: Mapping[str, str]
    languages: Mapping[str, str]


def corpus_header(head: ExportHead, named: CorpusNames) -> Element:
    """Return the teiHeader of the teiCorpus."""
    languages = [element("language", name, ident=key) for key, name in named.languages.items()]
    profile = [element("langUsage", None, *languages)] if languages else []
    return element(
        "teiHeader",
        None,
        element("fileDesc", None, *_file(head)),
        element("encodingDesc", None, *_encoding(head)),
        element("profileDesc", None, *profile, element("particDesc", None, *_people(named))),
    )


def _file(head: ExportHead) -> Iterator[Element]:
    what, unit = _WHAT[head.kind]
    title = f"{what} found by the query: {head.echo.understood}"
    yield element("titleStmt", None, element("title", title, language="en"))
    extent = element("measure", f"{head.total} {unit}", unit=unit, quantity=str(head.total))
    yield element("extent", None, extent)
    yield element(
        "publicationStmt",
        None,
        element("publisher", "Tingtale"),
        element("idno", head.address, type="URI"),
        element("availability", None, element("p", CONTENT_TERMS, language="en")),
    )
    versions = {
        "archive-version": head.state.archive.name,
        "archive-sha256": head.state.archive.content_sha256,
        "index-generation": head.state.generation,
        "lexicon-version": head.state.lexicon,
        "analysis-version": head.state.analysis,
    }
    ids = (element("idno", value, type=kind) for kind, value in versions.items())
    archive = element("bibl", None, element("title", "The Tingtale archive"), *ids)
    yield element("sourceDesc", None, archive)


def _encoding(head: ExportHead) -> Iterator[Element]:
    label = element("label", "Tingtale")
    software = element("application", None, label, ident="tingtale", version=version("tingtale"))
    yield element("appInfo", None, software)
    told = (element("p", f"{name}: {value}") for name, value in _sampling(head))
    yield element("samplingDecl", None, *told)
    yield element("editorialDecl", None, element("p", EDITORIAL, language="en"))
    roles = {kind.value: kind.value.replace("_", " ") for kind in RoleKind}
    types = _taxonomy("type", "What a speech is in the debate", SPEECH_TYPE_NAMES)
    kinds = _taxonomy("role", "In which capacity the speaker has the floor", roles)
    yield element("classDecl", None, types, kinds)


def _sampling(head: ExportHead) -> Iterator[tuple[str, str]]:
    """Yield what was asked and how it was understood."""
    asked = head.echo.asked
    yield "query", asked.q
    yield "understood", head.echo.understood
    if asked.expand is not None:
        yield "expand", asked.expand.value
    yield from filter_pairs(asked.filters)
    for language, words in head.echo.expansion.items():
        yield f"searched ({language})", ", ".join(words)
    yield "sort", head.sort
    if cut := head.portion.foreseen:
        told = cut.members()
        yield "cut", f"{cut.limit} of {cut.total} {_WHAT[head.kind][1]}; {told['remedy']}"


def _taxonomy(kind: str, meaning: str, names: Mapping[str, str]) -> Element:
    categories = (
        element("category", None, element("catDesc", name, language="en"), id_=xml_id(kind, key))
        for key, name in names.items()
    )
    return element("taxonomy", None, element("desc", meaning, language="en"), *categories)


def _people(named: CorpusNames) -> Iterator[Element]:
    groups = (
        element(
            "org",
            None,
            element("orgName", name, language="en"),
            id_=xml_id("group", key),
            role="party_group",
        )
        for key, name in named.party_groups.items()
    )
    yield element("listOrg", None, *groups)
    people = [
        element(
            "person",
            None,
            element("persName", name),
            element("idno", public_id, type="tingtale"),
            id_=xml_id("person", public_id),
        )
        for public_id, name in named.speakers.items()
    ]
    if people:
        yield element("listPerson", None, *people)
