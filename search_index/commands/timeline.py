"""`tingtale timeline`: how often something was spoken of over time, as tables with bars."""

import json
from collections.abc import Mapping
from typing import Any

import click
from rich.console import Console

from archive.errors import InvalidQuery
from archive.settings import Settings
from search_index import comparison
from search_index.commands.answers import timeline_answer
from search_index.commands.asking import Asking, asking, read_question, tell_names
from search_index.commands.options import filter_options, find_speaker, read_filters
from search_index.commands.timeline_tables import print_timeline
from search_index.filters import Bucket, FacetField
from search_index.frame_sessions import frame_sessions
from search_index.known_values import check_values
from search_index.query import And, Everything, Query
from search_index.requests import ShareOf, TimelineRequest
from search_index.results import Timeline
from search_index.syntax import parse


@click.command()
@click.argument("query", default="")
@filter_options
@click.option(
    "--by",
    type=click.Choice([bucket.value for bucket in Bucket]),
    default=Bucket.YEAR.value,
    show_default=True,
)
@click.option(
    "--group-by",
    type=click.Choice([field.value for field in FacetField]),
    help="A series for each of a field's most frequent values.",
)
@click.option("--top", type=click.IntRange(1, 50), default=10, help="Series of their own.")
@click.option(
    "--share-of",
    type=click.Choice([each.value for each in ShareOf]),
    default=ShareOf.ALL.value,
    help="With --group-by: shares of all speeches, or of the group's own.",
)
@click.option(
    "--compare",
    multiple=True,
    metavar="QUERY",
    help="A query that is a series of its own, such as topic:climate; 2 to 8 times.",
)
@click.pass_obj
def timeline(
    settings: Settings,
    /,
    query: str,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401  (as click gives them)
) -> None:
    """Count the speeches that answer the QUERY or are on a topic, over time.

    Every count stands beside its share of all speeches of the same assembly in that time, with
    the share's 95 % interval. A dash means that the archive holds no speeches there: nothing is
    known, which is not zero.
    """
    compared = _checked(options.pop("compare"), options["group_by"], options["share_of"])
    with asking(settings) as archive:
        question = read_question(query, archive, options["topics"], options.pop("expand"))
        speaker = find_speaker(archive.session, options.pop("speaker"))
        if speaker is not None and not options["assemblies"]:
            options["assemblies"] = (speaker.assembly.id,)
        request = _request(archive, question.query, speaker, options)
        queries = {text: _narrowed(question.query, text, archive) for text in compared}
        counted = _counted(archive, request, queries)
        tell_names(question, archive.lexicon, request.filters.topics)
    by = request.bucket.value
    if as_json:
        asked = {**question.asked, "topics": request.filters.topics}
        named = (speaker.id, speaker.name) if speaker else None
        answer = timeline_answer(asked, request, named, counted, compared)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    words = question.asked["understood"] if query else ""
    what = [speaker.name if speaker else "", *request.filters.topics, words]
    title = ", ".join(filter(None, what)) or "all speeches"
    print_timeline(Console(highlight=False), title, by, counted)


def _checked(compared: tuple[str, ...], group_by: str | None, share_of: str) -> tuple[str, ...]:
    """Return the queries to compare, each once. Raises UsageError."""
    different = tuple(dict.fromkeys(compared))
    if compared and not comparison.FEWEST <= len(different) <= comparison.MOST:
        raise click.UsageError(
            f"--compare takes {comparison.FEWEST} to {comparison.MOST} different queries;"
            f" {len(different)} given."
        )
    if compared and group_by is not None:
        raise click.UsageError("--compare and --group-by do not go together.")
    if share_of == ShareOf.GROUP.value and group_by is None:
        raise click.UsageError("--share-of group needs --group-by.")
    return different


def _request(
    archive: Asking,
    query: Query,
    speaker: Any,  # noqa: ANN401  (a SpeakerSummary or None, passed on)
    options: dict[str, Any],
) -> TimelineRequest:
    """Return what is asked of the index. Raises InvalidQuery."""
    bucket = Bucket(options.pop("by"))
    group_by, top = options.pop("group_by"), options.pop("top")
    share_of = ShareOf(options.pop("share_of"))
    filters = read_filters(archive.known, speaker, options)
    return TimelineRequest(
        query,
        filters,
        bucket,
        None if group_by is None else FacetField(group_by),
        top,
        share_of,
        frame_sessions(archive.session, bucket, filters),
    )


def _narrowed(common: Query, text: str, archive: Asking) -> Query:
    """Return a query to compare with what is asked of all. Raises InvalidQuery."""
    try:
        own = parse(text)
        check_values(own, text, archive.known)
    except InvalidQuery as error:
        raise InvalidQuery(
            f"--compare {text!r}: {error}", position=error.position, suggestion=error.suggestion
        ) from error
    return own if isinstance(common, Everything) else And((common, own))


def _counted(archive: Asking, request: TimelineRequest, queries: Mapping[str, Query]) -> Timeline:
    if queries:
        return comparison.compare(archive.reader, queries, request)
    return archive.reader.timeline(request)
