"""Steps at the end of an import, over all that is held: one record's fault does not stop them."""

from collections.abc import Callable
from typing import TypeAlias

from archive.quarantine.faults import error_text, is_record_fault
from archive.vocabulary import Phase, Severity
from importers.loading.transaction import Transaction
from importers.records import RecordIssue

Step: TypeAlias = Callable[[Transaction], None]


def run_step(transaction: Transaction, phase: Phase, step: Step) -> bool:
    """Run the step in bulk, else record by record, and return whether it was done.

    Where even that fails, nothing of it is done, and the run says so. Return whether it was done.
    """
    failed = _tried(transaction, step)
    if failed is None:
        return True
    transaction.isolating = True
    failed = _tried(transaction, step)
    transaction.isolating = False
    if failed is None:
        return True
    told = f"the step failed for all records ({error_text(failed)}); the next import does it again"
    transaction.note("", RecordIssue(Severity.SUSPICIOUS, f"{phase}_failed", told))
    transaction.tally.failed_steps.append(phase)
    return False


def _tried(transaction: Transaction, step: Step) -> Exception | None:
    """Do the step; return the error by which it failed and left nothing, if it did."""
    try:
        with transaction.savepoint():
            step(transaction)
            transaction.write()
    except Exception as error:
        if not is_record_fault(error):
            raise
        return error
    return None
