"""What a stored search asks, as the end of an English sentence: "3 speeches that ..."."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from archive.vocabulary import LANGUAGE_NAMES, SPEECH_TYPE_NAMES

Question = Mapping[str, str | list[str]]
"""Parameters of `/search` by name; several values of one are a list."""


def describe_question(question: Question) -> str:
    """Return what is asked: "that match “fisk”, in Danish, from 2012-01-01, sorted by date"."""
    return ", ".join(_phrases(question))


_PHRASES: Final = {
    "q": "that match “{}”",
    "topic": "on the topic {}",
    "concept": "with the concept {}",
    "language": "in {}",
    "speaker": "by the speaker {}",
    "party_group": "of the party group {}",
    "role_kind": "in the role {}",
    "country": "of the country {}",
    "speech_type": "of the kind {}",
    "assembly": "of the assembly {}",
    "session": "of session {}",
    "from": "from {}",
    "to": "until {}",
    "added_from": "added since {}",
    "changed_from": "changed since {}",
    "undated": "without a {}",
    "outside": "outside of {}",
    "sort": "sorted by {}",
}
"""By parameter, in the order in which they are told."""
_ORDERS: Final = {
    "date": "date, the earliest first",
    "-date": "date, the latest first",
    "-added": "when the archive learned of them, the latest first",
}
_TEXTS: Final = {"original": "in their originals", "translation": "in their translations"}


def _phrases(question: Question) -> Iterator[str]:
    sort = question.get("sort")
    for name, phrase in _PHRASES.items():
        if name in question and name != "sort":
            yield phrase.format(_one_of([_named(name, value) for value in _listed(question[name])]))
        if name == "language" and (where := _TEXTS.get(str(question.get("text")))):
            yield where
    if question.get("expand") == "concepts":
        yield "with the words of every language for what it names"
    told = {*_PHRASES, "text", "expand", "kind"}
    for name, value in question.items():
        if name not in told:
            yield f"with {name} {_one_of(_listed(value))}"
    if sort is not None:
        yield _PHRASES["sort"].format(_one_of([_ORDERS.get(each, each) for each in _listed(sort)]))


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _named(name: str, value: str) -> str:
    if name == "language":
        return LANGUAGE_NAMES.get(value, value)
    if name == "speech_type":
        return SPEECH_TYPE_NAMES.get(value, value).lower()
    return value.replace("_", " ") if name in {"role_kind", "party_group"} else value


def _one_of(values: Sequence[str]) -> str:
    """Return the values as alternatives: "a, b or c"."""
    *before, last = values
    return f"{', '.join(before)} or {last}" if before else last
