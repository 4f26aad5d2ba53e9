"""Parties of the national parliaments and party groups of the Nordic Council."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.database import Base
from archive.models.assembly import Assembly


class PartyGroup(Base):
    """One of the six party groups of the Nordic Council."""

    __tablename__ = "party_group"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    """A value of archive.vocabulary.PartyGroupKey."""
    first_year: Mapped[int | None]
    last_year: Mapped[int | None]

    names: Mapped[list["PartyGroupName"]] = relationship(
        order_by="PartyGroupName.language", cascade="all, delete-orphan"
    )


class PartyGroupName(Base):
    """A party group's name in one language."""

    __tablename__ = "party_group_name"

    party_group_key: Mapped[str] = mapped_column(ForeignKey("party_group.key"), primary_key=True)
    language: Mapped[str] = mapped_column(String(3), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class Party(Base):
    """A party as a national parliament names it."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("assembly_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assembly_id: Mapped[int] = mapped_column(ForeignKey("assembly.id"))
    name: Mapped[str] = mapped_column(String(200))

    assembly: Mapped[Assembly] = relationship()
