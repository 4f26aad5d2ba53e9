"""Hints on standard error: topics and concepts that words name, and other spellings."""

from collections.abc import Iterable

import click

from archive.topics import Lexicon
from search_index.query.tree import Word
from search_index.results import Suggestion
from search_index.text.matching import asked_fields, leaves
from search_index.topics.tagger import topics_named
from services.interpretation import Interpretation


def print_hints(query: Interpretation, lexicon: Lexicon) -> None:
    """Tell what is perhaps not understood as it was meant, and how to ask for what may be."""
    for hint in query.hints:
        click.echo(hint, err=True)
    _tell_topics(query, lexicon)
    for found in query.concepts:
        if query.asked.expand:
            hint = "searched in every language"
        else:
            hint = "--expand concepts searches it in every language"
        click.echo(f"{found.text!r} is a term of the concept {found.label!r}: {hint}", err=True)
    _tell_spellings(query.suggestions)


def _tell_topics(query: Interpretation, lexicon: Lexicon) -> None:
    """Tell which topics a word of the query names without asking for them."""
    typed = query.asked.query
    asked = {*query.asked.filters.topics, *asked_fields(typed, "topic")}
    words = [leaf.text for leaf in leaves(typed) if isinstance(leaf, Word)]
    found = [topic.id for word in words for topic in topics_named(lexicon, word)]
    for topic in dict.fromkeys(found):
        if topic not in asked:
            click.echo(
                f"{topic!r} is a topic that names this in every language: --topic {topic}", err=True
            )


def _tell_spellings(suggestions: Iterable[Suggestion]) -> None:
    """Tell how words that no text holds may be spelt."""
    languages: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for found in suggestions:
        languages.setdefault((found.text, found.words), []).append(found.language)
    for (text, words), sharing in languages.items():
        meant = f"({', '.join(sharing)}): {', '.join(words)}"
        click.echo(f"no text holds {text!r}; did you mean {meant}?", err=True)
