"""The command `tingtale withdraw`: records out of what is counted and found, for a reason."""

from pathlib import Path

import click

from archive.settings import Settings
from cli.sources.import_documents import run_import
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)


@click.command("withdraw")
@click.argument("public_ids", metavar="PUBLIC_ID...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why: it is kept, and shown with the speech.")
@click.option("--revoke", is_flag=True, help="Revoke the withdrawal: the records are back.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done and change nothing.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write counts and issues to FILE as JSON.",
    metavar="FILE",
)
@click.pass_obj
def withdraw_command(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    public_ids: tuple[str, ...],
    reason: str,
    report_file: Path | None,
    *,
    revoke: bool,
    dry_run: bool,
) -> None:
    """Withdraw the speeches or background documents of these ids.

    They are kept and served under their addresses, and neither counted nor found any more,
    whatever is imported, until the order is revoked with --revoke. Run `tingtale index update`
    after. Exits with 1 where an id is unknown.
    """
    if not reason.strip():
        raise click.BadParameter("the reason is empty; say why.", param_hint="--reason")
    try:
        "".join((*public_ids, reason)).encode()
    except UnicodeEncodeError as error:
        raise click.UsageError("an id or the reason is not valid UTF-8; write it anew") from error
    documents = withdrawal_documents(public_ids, reason.strip(), revoked=revoke)
    run_import(settings, OperatorWithdrawals(), documents, report_file=report_file, dry_run=dry_run)
