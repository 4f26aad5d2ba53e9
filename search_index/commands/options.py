"""Options that `search` and `timeline` share: the filters of the HTTP API, under its names."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click
from sqlalchemy.orm import Session

from archive.days import day_range
from archive.errors import InvalidQuery
from archive.names import matching_key
from archive.queries.speakers import SpeakerSummary, speakers
from archive.vocabulary import LANGUAGES, PartyGroupKey, RecordKind, RoleKind, SpeechType
from search_index.concepts import known_topic
from search_index.filters import Filters, TextScope
from search_index.known_values import Known, check_frame

LISTED_SPEAKERS = 12
"""Candidates that are listed where a name fits several speakers."""

COMPARED_SPEAKERS = 500
"""Speakers whose names hold what is asked for, among whom the one meant is looked for."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day, or a month or year standing for its first or last day."""

    name = "date"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day. Fails where the text is none."""
        if isinstance(value, date):
            return value
        try:
            return day_range(str(value))[self._last]
        except ValueError:
            self.fail(f"{value!r} is no date such as 2012-10-31, 2012-10 or 2012.", param, ctx)


_FILTERS = (
    click.option("--topic", "topics", multiple=True, metavar="ID", help="On a topic."),
    click.option(
        "--expand",
        type=click.Choice(["concepts"]),
        help="Search words that are a term of a concept as the concept, in every language.",
    ),
    click.option("--concept", "concepts", multiple=True, metavar="ID", help="Naming a concept."),
    click.option(
        "--lang",
        "languages",
        multiple=True,
        type=click.Choice(LANGUAGES),
        help="Search texts in this language only.",
    ),
    click.option(
        "--text",
        type=click.Choice([scope.value for scope in TextScope]),
        default=TextScope.ANY.value,
        help="Search originals, translations or both.",
    ),
    click.option(
        "--speaker", metavar="NAME", help="By one speaker: a name, a part of it, or an id."
    ),
    click.option(
        "--party-group",
        "party_groups",
        multiple=True,
        type=click.Choice([key.value for key in PartyGroupKey]),
    ),
    click.option(
        "--role-kind",
        "role_kinds",
        multiple=True,
        type=click.Choice([kind.value for kind in RoleKind]),
    ),
    click.option("--country", "countries", multiple=True, metavar="CODE", help="ISO 3166: DK, AX."),
    click.option(
        "--speech-type",
        "speech_types",
        multiple=True,
        type=click.Choice([kind.value for kind in SpeechType]),
    ),
    click.option("--assembly", "assemblies", multiple=True, metavar="KEY"),
    click.option("--session", "sessions", multiple=True, metavar="LABEL", help='Such as "64".'),
    click.option(
        "--from", "date_from", type=Day(last=False), metavar="DATE", help="2012, 2012-10 or a day."
    ),
    click.option("--to", "date_to", type=Day(last=True), metavar="DATE"),
    click.option("--json", "as_json", is_flag=True, help="Print what the HTTP API answers."),
)


def filter_options(command: _Command) -> _Command:
    """Give a command the options of the filters and --json."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def read_filters(known: Known, speaker: SpeakerSummary | None, options: dict[str, Any]) -> Filters:
    """Return the filters that the options set. Raises InvalidQuery where a value is unknown."""
    lexicon = known.lexicon
    text = TextScope(options.pop("text"))
    kind = RecordKind(options.pop("kind", RecordKind.SPEECH))
    for topic in options["topics"]:
        known_topic(lexicon, topic)
    known_concepts = {concept.id for concept in lexicon.concepts}
    for concept in options["concepts"]:
        if concept not in known_concepts:
            raise InvalidQuery(
                f"there is no concept {concept!r}; the concepts are:"
                f" {', '.join(sorted(known_concepts))}",
                parameter="concept",
            )
    by = (speaker.id,) if speaker else ()
    filters = Filters(kind=kind, text=text, speakers=by, **options)
    check_frame(filters, known)
    return filters


def find_speaker(session: Session, name: str | None) -> SpeakerSummary | None:
    """Return the one speaker of a name or id. Raises UsageError, listing the candidates."""
    if name is None:
        return None
    found = speakers(session, name=name, limit=COMPARED_SPEAKERS)
    by_id = speakers(session, name=name.replace("-", " "), limit=COMPARED_SPEAKERS)
    for candidates in (
        found.speakers,
        [one for one in found.speakers if matching_key(one.name) == matching_key(name)],
        [one for one in by_id.speakers if one.id == name],
    ):
        if len(candidates) == 1:
            return candidates[0]
    if not found.speakers:
        raise click.BadParameter(f"no speaker's name holds {name!r}.", param_hint="--speaker")
    listed = "\n".join(
        f"  {one.id}  {one.name}, {_described(one)}" for one in found.speakers[:LISTED_SPEAKERS]
    )
    more = "\n  ..." if found.total > LISTED_SPEAKERS else ""
    raise click.BadParameter(
        f"{name!r} fits {found.total} speakers; give the full name or the id:\n{listed}{more}",
        param_hint="--speaker",
    )


def _described(speaker: SpeakerSummary) -> str:
    years = f"{speaker.first_year}–{speaker.last_year}" if speaker.first_year else "undated"
    return f"{speaker.assembly.name}, {years}, {speaker.speeches} speeches"
