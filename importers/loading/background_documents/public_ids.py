"""The public id of each background document, from the names under which it was read.

A document is called by its address, else by the first by letters of its files' names. A name that
several documents have is that of none: each is told by signs of its title. What a document was
called before leads on to it, and to no other.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert, select, union
from sqlalchemy.orm import Session

from archive.database import batched
from archive.models import (
    BackgroundDocument,
    BackgroundName,
    BackgroundSource,
    FormerBackgroundId,
    SourceDocument,
)
from importers.loading.speeches.identifiers import short_hash
from importers.loading.transaction import Transaction

_LONGEST_SLUG: Final = 150


def public_id_of(name: str) -> str:
    """Return the public id that an address or a file's name gives: one segment of a URL's path."""
    address, _, query = name.partition("?")
    place = re.sub(r"\.(?:txt|md|markdown|html?|xhtml)$", "", address, flags=re.IGNORECASE)
    slug = re.sub(r"[^\w.~-]+", "_", place.replace("/", "~")).strip("_~.") or "text"
    if not query and len(slug) <= _LONGEST_SLUG:
        return f"doc-{slug}"
    digest = hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()
    return f"doc-{slug[:_LONGEST_SLUG]}-{digest[:8]}"


def provisional_public_id(session: Session, name: str, title_key: str, content_sha256: str) -> str:
    """Return a provisional public id; the final one is assigned at the transaction's end."""
    plain = public_id_of(name)
    *candidates, last = _candidates(plain, name, title_key, content_sha256)
    taken = set(
        session.scalars(
            union(
                select(BackgroundDocument.public_id).where(
                    BackgroundDocument.public_id.in_(candidates)
                ),
                select(FormerBackgroundId.public_id).where(
                    FormerBackgroundId.public_id.in_(candidates)
                ),
            )
        )
    )
    return next((one for one in candidates if one not in taken), last)


def assign_public_ids(transaction: Transaction) -> None:
    """Call what was read by its names, and all that share one with it: by what tells them apart."""
    session = transaction.session
    session.flush()
    new = {*transaction.names, *_names_of_copies(transaction)}
    transaction.names.clear()
    if not new:
        return
    read = {key for key, _, _ in new}
    held = {(row.background_document_id, row.name) for row in _names(session, "document", read)}
    missing = sorted(one for one in new if one[:2] not in held)
    if missing:
        session.execute(
            insert(BackgroundName),
            [
                {
                    "background_document_id": key,
                    "name": name,
                    "is_address": is_address,
                    "public_id": public_id_of(name),
                }
                for key, name, is_address in missing
            ],
        )
    _rename(transaction, read)


def _rename(transaction: Transaction, read: Collection[int]) -> None:
    session = transaction.session
    plain = {row.public_id for row in _names(session, "document", read)}
    sharing: dict[str, set[int]] = {}
    for row in _names(session, "public_id", plain):
        sharing.setdefault(row.public_id, set()).add(row.background_document_id)
    leading: dict[int, BackgroundName] = {}
    for row in _names(session, "document", set().union(*sharing.values())):
        leading.setdefault(row.background_document_id, row)
    documents = {
        document.id: document
        for some in batched(leading)
        for document in session.scalars(
            select(BackgroundDocument).where(BackgroundDocument.id.in_(some))
        )
    }
    candidates = {
        key: _fitting(name, documents[key], [documents[one] for one in sharing[name.public_id]])
        for key, name in leading.items()
        if name.public_id in plain
    }
    led = _led(session, {one for each in candidates.values() for one in each})
    wanted = {
        key: next((one for one in each if led.get(one, key) == key), each[-1])
        for key, each in candidates.items()
    }
    _call(transaction, [documents[key] for key in sorted(wanted)], wanted)


def _names(session: Session, by: str, values: Collection[Any]) -> list[BackgroundName]:
    """Return the names of documents, or those that give public ids; of each the leading first."""
    of_document, public_id = BackgroundName.background_document_id, BackgroundName.public_id
    rows = [
        row
        for some in batched(values)
        for row in session.scalars(
            select(BackgroundName).where((of_document if by == "document" else public_id).in_(some))
        )
    ]
    return sorted(rows, key=lambda row: (not row.is_address, row.name))


def _candidates(plain: str, name: str, title_key: str, content_sha256: str) -> list[str]:
    """Return the ids that a document may have, each telling more of it than the one before."""
    sign = f"{name}\n{title_key}"
    signs = (sign, sign + content_sha256)
    return [plain, *(f"{plain}-{short_hash(each)[:8]}" for each in signs)]


def _fitting(
    leading: BackgroundName, document: BackgroundDocument, sharing: Sequence[BackgroundDocument]
) -> list[str]:
    """Return those of the ids that tell the document from all that share its name."""
    plain, titled, told = _candidates(
        leading.public_id, leading.name, document.title_key, document.content_sha256
    )
    others = [other for other in sharing if other.id != document.id]
    if any(other.title_key == document.title_key for other in others):
        return [told]
    return [titled, told] if others else [plain, titled, told]


def _led(session: Session, public_ids: Collection[str]) -> dict[str, int]:
    """Return to which documents those of the ids lead that were called otherwise since."""
    former = FormerBackgroundId
    return {
        public_id: key
        for some in batched(public_ids)
        for public_id, key in session.execute(
            select(former.public_id, former.background_document_id).where(
                former.public_id.in_(some)
            )
        )
    }


def _call(
    transaction: Transaction,
    documents: Iterable[BackgroundDocument],
    wanted: Mapping[int, str],
) -> None:
    """Give the documents their ids; those that were told before lead on."""
    session = transaction.session
    before = {one: one.public_id for one in documents if one.public_id != wanted[one.id]}
    if not before:
        return
    for document in before:  # two may change places
        document.public_id = f"new:{document.id}"
    session.flush()
    for document in before:
        document.public_id = wanted[document.id]
        document.revision = transaction.run_id
    session.flush()
    told = {*before.values(), *(document.public_id for document in before)}
    session.execute(delete(FormerBackgroundId).where(FormerBackgroundId.public_id.in_(told)))
    session.execute(
        insert(FormerBackgroundId),
        [
            {"public_id": public_id, "background_document_id": document.id}
            for document, public_id in before.items()
        ],
    )


def _names_of_copies(transaction: Transaction) -> set[tuple[int, str, bool]]:
    """Return the names of files in which the very bytes of documents stood, too."""
    names: dict[str, set[str]] = {}
    for sha256, name in transaction.copies:
        names.setdefault(sha256, set()).add(name)
    transaction.copies.clear()
    return {(*pair, False) for pair in _names_of_bytes(transaction, names)} if names else set()


def _names_of_bytes(
    transaction: Transaction, names: Mapping[str, set[str]]
) -> set[tuple[int, str]]:
    """Return the documents that hold the bytes, at no address, each with a name that is new."""
    found: set[tuple[int, str]] = set()
    held: set[tuple[int, str | None]] = set()
    said = BackgroundSource
    for some in batched(names):
        rows = transaction.session.execute(
            select(SourceDocument.sha256, said.background_document_id, BackgroundName.name)
            .join(said, said.source_document_id == SourceDocument.id)
            .outerjoin(
                BackgroundName, BackgroundName.background_document_id == said.background_document_id
            )
            .where(
                SourceDocument.source == transaction.source.name,
                SourceDocument.sha256.in_(some),
                SourceDocument.url.is_(None),
            )
        )
        for sha256, document_id, name in rows:
            held.add((document_id, name))
            found.update((document_id, new) for new in names[sha256])
    return found - held
