"""What compiles the patterns that functions put together from words."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from archive.yaml_data import read_yaml
from cli.maintenance.dump import temporary_folder_beside
from importers.roles.countries import without_country
from importers.roles.rules import read_role
from importers.sources.documents.phrases import begins_with
from search_index.engines.whoosh.storage.vocabulary import Vocabulary, vocabulary_arrays
from search_index.query.tree import Wildcard
from search_index.text.matching import form_test


def run() -> None:
    without_country("Norge")
    read_role("somebody of no parliament")
    for kind in read_yaml(
        files("importers.sources.documents").joinpath("phrases.yaml").read_text("utf-8")
    ):
        begins_with(kind, "Norden")
    with TemporaryDirectory() as folder, temporary_folder_beside(Path(folder) / "dump"):
        pass
    form_test(Wildcard("a*a*a*?*[c]*d"))
    forms = vocabulary_arrays("of", ["fisk", "handel"])
    Vocabulary(forms, "of").matching(Wildcard("*and*"))
