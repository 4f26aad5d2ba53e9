"""By which ids a record is known again, and the public id that they give.

See docs/decisions/public-ids.md for the forms and why.
"""

import hashlib
import re
from collections.abc import Collection
from datetime import date
from typing import Final, assert_never

from archive.text.name_matching import fold
from archive.vocabulary import (
    NORDIC_COUNCIL,
    SESSION_NUMBER,
    SITTING_NUMBER,
    DatePrecision,
    Numbering,
    SegmentKind,
)
from importers.records import AgendaItemRecord, SourceIdentifier, SpeechRecord

REMARK_SCHEME: Final = "protocol-remark"
"""The scheme of a chair's remark: its agenda item's public id and its place in it, from 1."""
NUMBER_SCHEMES: Final = frozenset({SESSION_NUMBER, SITTING_NUMBER})
"""The schemes that say no more than a number."""
CONTENT_SCHEME: Final = "content"
"""The scheme of last resort: a hash of what was said, by whom, and as which number.

It joins two addresses of one record that share no id, such as a slug's page without a date.
"""
DATED_CONTENT_SCHEME: Final = "dated-content"
"""A hash of the same and the day: equal words on two days are two speeches."""

UNIQUE_SCHEMES: Final = frozenset({"node", "corpus", REMARK_SCHEME})
"""Schemes in which one speech has one id: two ids mean two speeches."""

SCHEMES_BY_TRUST: Final = (
    *("node", "corpus", REMARK_SCHEME, "slug"),
    *(SESSION_NUMBER, SITTING_NUMBER, DATED_CONTENT_SCHEME, CONTENT_SCHEME),
)
"""The schemes, the most trusted first."""
_LONGEST_PUBLIC_ID: Final = 200
_TELLING_LENGTH: Final = 80
"""Letters of an original that nobody says twice under one number; "Tak for ordet!" is shorter."""


def identifiers_of(record: SpeechRecord) -> tuple[SourceIdentifier, ...]:
    """Return the record's ids, most trusted first; never none.

    The number is taken from the record's fields, whatever form its source gives it, and tells as
    much as the source declares.
    """
    found = [known for known in record.identifiers if known.scheme not in NUMBER_SCHEMES]
    if (numbered := _numbered(record)) is not None:
        found.append(numbered)
    if not found or _is_told_by_content(record, found):
        day = stated_day(record)
        if day is not None:
            found.append(
                SourceIdentifier(DATED_CONTENT_SCHEME, _content_hash(record, day.isoformat()))
            )
        found.append(SourceIdentifier(CONTENT_SCHEME, _content_hash(record)))
    return tuple(sorted(dict.fromkeys(found), key=trust_rank))


def stated_day(record: SpeechRecord) -> date | None:
    """Return the day that the record states, if any."""
    if record.started_at is None or record.started_at_precision is DatePrecision.YEAR:
        return None
    return record.started_at.date()


def _numbered(record: SpeechRecord) -> SourceIdentifier | None:
    """Return what session or sitting and number tell of the speech; None where they do not."""
    if record.number is None:
        return None
    match record.numbering:
        case Numbering.SESSION:
            if record.session is None:
                return None
            return SourceIdentifier(SESSION_NUMBER, f"{record.session}-{record.number}")
        case Numbering.SITTING:
            sitting = record.sitting or stated_day(record)
            if sitting is None:
                return None
            parts = (record.session, sitting, record.number)
            value = "-".join(str(part) for part in parts if part is not None)
            return SourceIdentifier(SITTING_NUMBER, value)
        case Numbering.NONE:
            return None
        case _:
            assert_never(record.numbering)


def trust_rank(identifier: SourceIdentifier) -> int:
    """Return the identifier's rank of trust; 0 is the most trusted scheme."""
    if identifier.scheme in SCHEMES_BY_TRUST:
        return SCHEMES_BY_TRUST.index(identifier.scheme)
    return SCHEMES_BY_TRUST.index("slug")


def public_id_of(
    assembly: str,
    identifiers: Collection[SourceIdentifier],
    shared: Collection[SourceIdentifier] = (),
) -> str:
    """Return the public id that the ids give: short, stable, one segment of a URL's path.

    `shared` are those that another speech has, too: a number is not used where it is shared,
    unless nothing else is known.
    """
    leading = most_trusted(identifiers)
    if leading.scheme == REMARK_SCHEME:
        return leading.value
    numbers = [known for known in identifiers if known.scheme == SESSION_NUMBER]
    own = sorted(known.value for known in numbers if known not in shared)
    if leading.scheme == "slug" and own:
        return _joined(assembly, own[0])
    if leading.scheme in {
        "node",
        "slug",
        "corpus",
        *NUMBER_SCHEMES,
        DATED_CONTENT_SCHEME,
        CONTENT_SCHEME,
    }:
        return _joined(assembly, leading.value)
    last = leading.value.rstrip("/").rpartition("/")[2]
    return _joined(assembly, f"{last}-{short_hash(leading.value)[:8]}")


def most_trusted(identifiers: Collection[SourceIdentifier]) -> SourceIdentifier:
    """Return the most trusted of the ids, the first by letters of several alike."""
    return min(identifiers, key=lambda one: (trust_rank(one), one.value))


def agenda_item_public_id(record: AgendaItemRecord) -> str:
    """Return an agenda item's public id: from its page's id, else its session and number."""
    if record.identifiers:
        leading = min(record.identifiers, key=trust_rank)
        scheme = "item" if leading.scheme == "node" else leading.scheme
        return _joined(record.assembly, f"{scheme}-{leading.value}")
    if record.session is not None and record.item_number is not None:
        return _joined(record.assembly, f"{record.session}-item-{record.item_number}")
    told = "\n".join((record.item_number or "", record.item_title or "", str(record.date)))
    return _joined(record.assembly, f"item-{short_hash(told)}")


def _joined(assembly: str, value: str) -> str:
    prefix = "nc" if assembly == NORDIC_COUNCIL else assembly
    whole = f"{prefix}-" + re.sub(r"[^\w:.~-]", "_", value.replace("/", "~"))
    if len(whole) <= _LONGEST_PUBLIC_ID:
        return whole
    return f"{whole[: _LONGEST_PUBLIC_ID - 20]}-{short_hash(whole)}"


def _is_told_by_content(record: SpeechRecord, found: list[SourceIdentifier]) -> bool:
    return (
        record.number is not None
        and record.speaker is not None
        and not any(known.scheme in {"corpus", REMARK_SCHEME} for known in found)
        and len(_original(record)) >= _TELLING_LENGTH
    )


def _content_hash(record: SpeechRecord, day: str = "") -> str:
    speaker = fold(record.speaker or "")
    return short_hash(f"{speaker}\n{record.number}\n{day}{_original(record)}")


def _original(record: SpeechRecord) -> str:
    return " ".join(
        " ".join(text.split())
        for segment in record.segments
        if segment.kind is SegmentKind.ORIGINAL
        for text in segment.paragraphs
    )


def short_hash(text: str) -> str:
    """Return 16 hexadecimal digits that tell the text from others."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
