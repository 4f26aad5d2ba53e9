"""A table of the dump: its fields, and where each field's values come from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, Select, collate, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.roles import FromClauseRole

from archive.export.fields import Field, FieldType, Row
from archive.topics import Lexicon

BATCH: Final = 500
"""Rows that are read at once."""

_ORDERED_AS_TEXT: Final = {FieldType.TEXT, FieldType.ADDRESS}


class Table(Protocol):
    """Rows in a fixed order, and what they mean."""

    @property
    def name(self) -> str:
        """The name of its files, without suffix."""
        ...

    @property
    def meaning(self) -> str:
        """What a row is, in a sentence or two."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in the order of the columns."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """The fields whose values tell rows apart, by which they are ordered."""
        ...

    def count(self, session: Session, lexicon: Lexicon) -> int:
        """Return the number of rows."""
        ...

    def rows(self, session: Session, lexicon: Lexicon) -> Iterator[Row]:
        """Yield the rows in order, with no more than a batch in memory."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """A field and the expression in SQL that gives its values."""

    field: Field
    source: ColumnElement[Any] | InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class SqlTable:
    """A table that is read from the database."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    of: FromClauseRole
    """The tables that the columns' expressions are of, joined."""
    key: tuple[str, ...]
    where: tuple[ColumnElement[bool], ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns' fields."""
        return tuple(column.field for column in self.columns)

    def count(self, session: Session, _lexicon: Lexicon) -> int:
        """Return the number of rows."""
        counted = select(func.count()).select_from(self.of).where(*self.where)
        return session.scalar(counted) or 0

    def rows(self, session: Session, _lexicon: Lexicon) -> Iterator[Row]:
        """Yield the rows, a batch in memory at a time."""
        found = session.execute(self._statement(session).execution_options(yield_per=BATCH))
        for batch in found.partitions(BATCH):
            for row in batch:
                yield tuple(row)

    def _statement(self, session: Session) -> Select[*tuple[Any, ...]]:
        """Return the statement, ordered alike by every database: by code points, None first."""
        by_name = {column.field.name: column for column in self.columns}
        local = session.get_bind().dialect.name == "postgresql"
        order = []
        for name in self.key:
            source, kind = by_name[name].source, by_name[name].field.kind
            as_text = local and kind in _ORDERED_AS_TEXT
            order.append((collate(source, "C") if as_text else source).asc().nulls_first())
        columns = (column.source.label(column.field.name) for column in self.columns)
        return select(*columns).select_from(self.of).where(*self.where).order_by(*order)


@dataclass(frozen=True, slots=True)
class LexiconTable:
    """A table that is read from the topics."""

    name: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    of: Callable[[Lexicon], Iterator[Row]]

    def count(self, _session: Session, lexicon: Lexicon) -> int:
        """Return the number of rows."""
        return sum(1 for _ in self.of(lexicon))

    def rows(self, _session: Session, lexicon: Lexicon) -> Iterator[Row]:
        """Yield the rows in the order of the key, which has a value in each."""
        places = [[field.name for field in self.fields].index(name) for name in self.key]
        yield from sorted(self.of(lexicon), key=itemgetter(*places))
