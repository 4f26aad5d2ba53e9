"""Reading on: documents that come until their source breaks off, which is told and ends nothing."""

from collections.abc import Iterable, Iterator

from archive.errors import UnreadableSource
from archive.quarantine.faults import error_text, is_record_fault
from importers.records import Document


def until_interruption(
    documents: Iterable[Document | UnreadableSource], name: str
) -> Iterator[Document | UnreadableSource]:
    """Yield the documents; if reading fails midway, yield the error as the last one."""
    last = None
    iterator = iter(documents)
    while True:
        try:
            last = next(iterator)
        except StopIteration:
            return
        except Exception as error:
            if not is_record_fault(error):
                raise
            after = f" after {last.shown_place}" if isinstance(last, Document) else ""
            yield UnreadableSource(
                f"{name}: cannot be read on{after} ({error_text(error)});"
                " what came before is imported"
            )
            return
        yield last
