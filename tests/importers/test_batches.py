"""Batches are full by number or by bytes, and come as soon as they are."""

from collections.abc import Iterator

import pytest

from archive.errors import UnreadableSource
from importers.loading import batches as module
from importers.loading.batches import batches
from importers.records import Document


def test_a_batch_is_full_by_number_or_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    documents = [Document("f", b"x" * size) for size in (1, 1, 1, 9, 1, 30, 2)]
    sizes = [[len(one.content) for one in batch] for batch in batches(documents, 3)]
    assert sizes == [[1, 1, 1], [9, 1], [30], [2]]


def test_a_full_batch_does_not_wait_for_what_comes_next() -> None:
    def endless() -> Iterator[UnreadableSource]:
        yield UnreadableSource("f")
        raise AssertionError("asked for more")

    assert len(next(batches(endless(), 1))) == 1
