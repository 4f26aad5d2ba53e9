"""The bridge between nynorsk and bokmål: nynorsk's base forms in the spelling of bokmål's."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final

from archive.yaml_data import read_yaml
from search_index.analysis.base_forms.corrections import DATA_FOLDER, read_corrections
from search_index.analysis.base_forms.dictionary import Dictionary, dictionary

SHORTEST_PART: Final = 4
"""Letters of the shortest word that is bridged as a part of a longer one."""
SHORTEST_KNOWN: Final = 5
"""Letters of the shortest known word by which the new ending of an unknown compound is judged."""
CACHED_BASES: Final = 100_000


class NorwegianBridge:
    """Base forms of both written languages -> one space of base forms.

    A base form may become several: nynorsk "kvar" is bokmål's "hver" and "hvor".
    """

    def __init__(
        self, data: Mapping[str, Any], bokmal: Dictionary, names: frozenset[str] = frozenset()
    ) -> None:
        self._bokmal = bokmal
        self._shared = _listed(data["shared"])
        self._words = {**self._shared, **_listed(data["words"])}
        self._names = names
        self._bokmals_own = names.union(data["bokmal"])
        self._first_letters = {word[:SHORTEST_PART] for word in self._words}
        self._last_letters = {word[-SHORTEST_PART:] for word in self._words}
        self._beginnings = _pairs(data["beginnings"])
        self._endings = _pairs(data["endings"])
        self._any_beginning = tuple(old for old, _ in self._beginnings)
        self._any_ending = tuple(old for old, _ in self._endings)
        self.of_nynorsk = lru_cache(CACHED_BASES)(self._of_nynorsk)
        self.of_bokmal = lru_cache(CACHED_BASES)(self._of_bokmal)

    def _of_bokmal(self, base: str) -> tuple[str, ...]:
        """Return what a base form in a text of bokmål becomes.

        A word that nynorsk has too (høg, skule) is of both, unless it means another thing there; an
        unknown one is read as nynorsk.
        """
        if base in self._bokmals_own:
            return (base,)
        if base in self._words and base not in self._shared:
            return (base, *self._words[base])
        return self._respelled(base) if self._is_base(base) else self._of_nynorsk(base)

    def _of_nynorsk(self, base: str) -> tuple[str, ...]:
        """Return what a base form of nynorsk's becomes: bokmål's, or itself, as a name."""
        if base in self._names:
            return (base,)
        if base in self._words:
            return self._words[base]
        changed = self._begun(base)
        if not self._is_base(changed):
            changed = self._with_part(changed, self._words) or changed
        if not self._is_base(changed):
            changed = self._ended(changed) or changed
        return self._respelled(changed)

    def _respelled(self, base: str) -> tuple[str, ...]:
        """Return a base form of bokmål's in the one of its spellings that stands for all."""
        if base in self._shared:
            return self._shared[base]
        return (self._with_part(base, self._shared) or base,)

    def _begun(self, base: str) -> str:
        if not base.startswith(self._any_beginning):
            return base
        for old, new in self._beginnings:
            if base.startswith(old) and base != old:
                changed = new + base.removeprefix(old)
                if self._is_base(changed):
                    return changed
                ended = self._ended(changed)
                if ended:
                    return ended
        return base

    def _ended(self, base: str) -> str | None:
        """Return the base form with bokmål's ending, if that is a word or a compound's head."""
        if not base.endswith(self._any_ending):
            return None
        for old, new in self._endings:
            if base.endswith(old):
                changed = base.removesuffix(old) + new
                if self._is_base(changed):
                    return changed
        for old, new in self._endings:
            if base.endswith(old):
                changed = base.removesuffix(old) + new
                shortest = max(SHORTEST_KNOWN, len(new) + 2)
                if any(map(self._is_base, _heads(changed, shortest))):
                    return changed
        return None

    def _with_part(self, base: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
        """Return the compound with its first and last part bridged; None where neither is."""
        changed = base
        # Most base forms neither begin nor end as one of the words: they are not looked through.
        if base[:SHORTEST_PART] in self._first_letters:
            for end in range(len(base) - SHORTEST_PART + 1, SHORTEST_PART - 1, -1):
                part = words.get(base[:end])
                if part and self._is_word(base[end:]):
                    changed = part[0] + base[end:]
                    break
        if changed[-SHORTEST_PART:] in self._last_letters:
            for start in range(SHORTEST_PART - 1, len(changed) - SHORTEST_PART + 1):
                part = words.get(changed[start:])
                if part and self._is_word(changed[:start]):
                    changed = changed[:start] + part[0]
                    break
        return changed if changed != base else None

    def _is_base(self, word: str) -> bool:
        return word in self._bokmal.bases(word)

    def _is_word(self, part: str) -> bool:
        """Whether the rest of a compound is a word, with or without what links the parts."""
        return self._bokmal.knows(part) or part in self._words or self._bokmal.knows(part[:-1])


@cache
def norwegian_bridge() -> NorwegianBridge:
    """Return the bridge that the package's data describe."""
    text = (DATA_FOLDER / "norwegian.yaml").read_text(encoding="utf-8")
    names = read_corrections("nb").names | read_corrections("nn").names
    return NorwegianBridge(read_yaml(text), dictionary("nb"), names)


def _listed(words: Mapping[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
    return {
        word: (others,) if isinstance(others, str) else tuple(others)
        for word, others in words.items()
    }


def _pairs(rules: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Return the rules, those with the longest ending or beginning first."""
    pairs = ((old, new) for old, new in rules)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _heads(word: str, shortest: int) -> Iterator[str]:
    """Yield the word's ends, the longest first."""
    return (word[start:] for start in range(3, len(word) - shortest + 1))
