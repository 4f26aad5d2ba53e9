"""Fixtures for the commands that ask: a small archive and its index."""

from dataclasses import replace

import pytest
from sample_archive import settings_in
from stored import Stored


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """Four speeches and a document with their index, which no test may change."""
    stored = Stored(tmp_path_factory.mktemp("archive"))
    stored.add(
        "Menneskehandel er alvorligt & <farligt>",
        speaker="Anna Lind",
        session="64",
        number=211,
        party_group_key="centre",
        role_raw="Midtergruppen",
        role_kind="party_group",
    )
    stored.add("Vi taler om fiskeri", speaker="Anna Lindqvist", session="64", number=212)
    stored.add(
        "Trafficking skal stoppes, og menneskehandel med",
        speaker_raw="En gæst",
        date=None,
        year=2015,
    )
    stored.add("Uden dato", date=None, year=None)
    stored.add_document("Et opråb. Stop menneskehandel.", publisher="Hvidt Bånd")
    stored.rebuilder().build()
    yield stored
    stored.database.dispose()


@pytest.fixture(scope="session")
def sample(sample_copy):
    """The settings of an archive that holds the sample, and its index."""
    return replace(settings_in(sample_copy()), public_url="https://archive.example/debates")
