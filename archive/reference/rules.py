"""The rules by which values are read, explained: what rules.yaml says of each."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from archive.yaml_data import read_yaml

ANY: Final = "any"
"""The key of the rules that may stand beside every field."""

_READ_TOGETHER: Final = {"role_kind": "role", "party_group": "role", "country": "role"}


def rule_explanation(field: str, rule: str) -> str | None:
    """Return what the rule of a reading's field says, or None for a rule that is not known.

    `field` is a reading's: "session", "party_group", "segments.0.language".
    """
    last = field.rpartition(".")[2]
    told = rules()
    return told.get(_READ_TOGETHER.get(last, last), {}).get(rule) or told[ANY].get(rule)


@cache
def rules() -> Mapping[str, Mapping[str, str]]:
    """Read rules.yaml: a sentence for each rule of each field."""
    stored = files("archive.reference").joinpath("rules.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Mapping[str, str]] = read_yaml(stored)
    return told
