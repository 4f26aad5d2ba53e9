"""The command `tingtale result-sets`: what is kept, what stays, what goes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from archive.configuration.result_sets import MEGABYTE
from archive.database import open_engine, open_writer_between_imports
from archive.export.citations.question_text import describe_question
from archive.result_sets.storage import ResultSetOverview, Retention, list_result_sets, pin, remove
from archive.schema_version import open_archive, require_current
from archive.settings import Settings
from archive.vocabulary import RecordKind

_IDS = click.argument("ids", nargs=-1, required=True, metavar="ID ...")


@click.group("result-sets")
def result_sets() -> None:
    """List, pin and delete what readers have frozen."""


@result_sets.command("list")
@click.option("--unpinned", is_flag=True, help="Only those that may give way to new ones.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def list_command(settings: Settings, *, unpinned: bool, as_json: bool) -> None:
    """List the sets: their size, what they asked for, and why they stay.

    pinned: you said so. cited: read after the day on which it was made. recent: younger than
    TINGTALE_RESULT_SETS_DAYS. unpinned: gives way where there is no room.
    """
    with open_archive(settings.database_url) as session:
        sets = _chosen(session, settings, unpinned=unpinned)
    if as_json:
        told = {"result_sets": [_members(one) for one in sets], "bytes": sum(s.size for s in sets)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in sets:
        click.echo(_line(one))
    taken = sum(one.size for one in sets) / MEGABYTE
    click.echo(f"{len(sets)} sets, {taken:.1f} MB of {settings.result_sets.megabytes} MB")


@result_sets.command("pin")
@_IDS
@click.pass_obj
def pin_command(settings: Settings, ids: tuple[str, ...]) -> None:
    """Let sets stay, whether anybody reads them or not."""
    _set_pinned(settings, ids, pinned=True)
    click.echo(f"{len(ids)} pinned")


@result_sets.command("unpin")
@_IDS
@click.pass_obj
def unpin_command(settings: Settings, ids: tuple[str, ...]) -> None:
    """Let sets give way where there is no room for new ones, though they be cited."""
    _set_pinned(settings, ids, pinned=False)
    click.echo(f"{len(ids)} unpinned")


@result_sets.command("delete")
@click.argument("ids", nargs=-1, metavar="[ID ...]")
@click.option("--unpinned", is_flag=True, help="All that may give way to new ones.")
@click.pass_obj
def delete_command(settings: Settings, ids: tuple[str, ...], *, unpinned: bool) -> None:
    """Delete sets that are unpinned; their addresses answer 404 from then on.

    The room is for further sets and for imports; the file of an SQLite database stays as long
    as it is. Others than unpinned ones are refused: unpin them first.
    """
    if bool(ids) == unpinned:
        raise click.UsageError("give the ids of the sets to delete, or --unpinned")
    with _writing(settings) as session:
        standings = {
            one.id: one.standing
            for one in list_result_sets(session, settings.clock(), settings.result_sets)
        }
        staying = [
            one for one in ids if standings.get(one, Retention.UNPINNED) != Retention.UNPINNED
        ]
        if staying:
            raise click.ClickException(
                f"{staying[0]} is {standings[staying[0]]}; `tingtale result-sets unpin"
                f" {staying[0]}` lets it be deleted"
            )
        chosen = ids or [one for one, is_ in standings.items() if is_ is Retention.UNPINNED]
        for public_id in dict.fromkeys(chosen):
            remove(session, public_id)
    click.echo(f"{len(set(chosen))} deleted")


def _set_pinned(settings: Settings, ids: tuple[str, ...], *, pinned: bool) -> None:
    with _writing(settings) as session:
        for public_id in ids:
            pin(session, public_id, pinned=pinned)


def _chosen(session: Session, settings: Settings, *, unpinned: bool) -> list[ResultSetOverview]:
    return [
        one
        for one in list_result_sets(session, settings.clock(), settings.result_sets)
        if one.standing is Retention.UNPINNED or not unpinned
    ]


def _members(one: ResultSetOverview) -> dict[str, object]:
    return {
        "id": one.id,
        "created_at": f"{one.created_at.isoformat()}Z",
        "kind": one.kind,
        "total": one.total,
        "bytes": one.size,
        "standing": one.standing.value,
        "query": one.question,
    }


def _line(one: ResultSetOverview) -> str:
    plural = "" if one.total == 1 else "es" if one.kind == RecordKind.SPEECH else "s"
    records = f"{one.total:,} {one.kind}{plural}"
    return (
        f"{one.id}  {one.created_at:%Y-%m-%d}  {one.standing.value:8}  {one.size / 1000:,.1f} kB"
        f"  {records} {describe_question(one.question)}"
    )


@contextmanager
def _writing(settings: Settings) -> Iterator[Session]:
    with open_engine(settings.database_url) as engine:
        require_current(engine)
        with open_writer_between_imports(engine) as session:
            yield session
