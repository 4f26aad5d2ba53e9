"""Documents taken several at a time, by their number and by their bytes."""

from collections.abc import Iterable, Iterator
from typing import Final

from archive.errors import UnreadableSource
from importers.records import Document

MOST_BYTES: Final = 20_000_000
"""Bytes with which a batch is full, whatever the number of its documents."""


def batches(
    documents: Iterable[Document | UnreadableSource], size: int
) -> Iterator[list[Document | UnreadableSource]]:
    """Yield the documents in lists of so many, or of fewer that have enough bytes together."""
    batch: list[Document | UnreadableSource] = []
    held = 0
    for document in documents:
        batch.append(document)
        held += len(document.content) if isinstance(document, Document) else 0
        if len(batch) == size or held >= MOST_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
