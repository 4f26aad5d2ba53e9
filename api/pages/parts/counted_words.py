"""What the pages of key words and of collocations share: whose words they are, where they stand."""

from typing import Final

from api.pages.parts.addresses import SearchAddress
from api.pages.parts.names import ValueNames
from api.pages.views.concordance import PAGE as CONCORDANCE
from search_index.filters import TextScope

COUNTING: Final = ("against", "window", "stop_words", "min_count", "limit")
"""Parameters that say how words are counted, and not whose."""

_TITLE_PARAMETERS: Final = (
    "q",
    "speaker",
    "topic",
    "concept",
    "party_group",
    "country",
    "session",
    "role_kind",
)
"""Parameters that tell best which speeches are meant."""


def title(address: SearchAddress, names: ValueNames) -> str:
    """Return whose words they are, in a few words."""
    parts = [
        value if name == "q" else names.of(name, value)
        for name, value in address.pairs
        if name in _TITLE_PARAMETERS
    ]
    return ", ".join(parts)


def speeches(address: SearchAddress) -> SearchAddress:
    """Return the search for the speeches whose words were counted."""
    text = address.value("text") or TextScope.ORIGINAL.value
    kept = address.lacking(*COUNTING, "text")
    return kept if text == TextScope.ANY else kept.adding(("text", text))


def concordance_href(word: str, language: str, understood: str, address: SearchAddress) -> str:
    """Return the concordance of a word in the texts of its language, in the same speeches.

    `understood` is the query as it was searched: a concept that its words stood for is in it.
    """
    q = f'"{word}"' if understood == "*" else f'({understood}) AND "{word}"'
    text = address.value("text") or TextScope.ORIGINAL.value
    kept = address.lacking(*COUNTING, "q", "expand", "language", "text")
    pairs = (("q", q), *kept.pairs, ("language", language), ("text", text))
    return SearchAddress.of(pairs).on(CONCORDANCE)
