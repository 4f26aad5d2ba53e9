"""Light stripping of endings, where a language has neither dictionary nor stemmer of ours."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from archive.yaml_data import read_yaml
from search_index.analysis.base_forms.corrections import DATA_FOLDER

_VOWEL: Final = re.compile("[aeiouyáíóúýæøöåäéœ]")

SHORTEST_IRREGULAR: Final = 4
"""Letters of the shortest irregular form that is looked for as the head of a compound."""
TOO_SHORT_MODIFIERS: Final = range(1, 3)
"""Letters before a head that make no word of their own."""


class Endings:
    """The endings of one language and the words that they do not bring together."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._shortest: int = data["shortest"]
        self._endings: dict[str, list[str]] = data["endings"]
        self._longest = max(map(len, self._endings))
        self._vowels: dict[str, str] = dict(data["vowels"])
        self._whole: tuple[str, ...] = tuple(data["whole"])
        self._irregular: dict[str, list[str]] = {}
        for base, forms in data["irregular"].items():
            for form in dict.fromkeys((base, *forms.split())):
                self._irregular.setdefault(form, []).append(base)

    def stems(self, form: str) -> tuple[str, ...]:
        """Return the stems that the form may have, at least one; the likeliest first."""
        for start in range(max(1, len(form) - SHORTEST_IRREGULAR + 1)):
            bases = self._irregular.get(form[start:])
            if bases is not None and start not in TOO_SHORT_MODIFIERS:
                # It meets what is stripped from regular forms in its base form's first stem.
                return tuple(
                    dict.fromkeys(form[:start] + self._stripped(base)[0] for base in bases)
                )
        return self._stripped(form)

    def _stripped(self, form: str) -> tuple[str, ...]:
        if form.endswith(self._whole):
            return (form,)
        for length in range(min(self._longest, len(form) - self._shortest), 0, -1):
            endings = self._endings.get(form[-length:])
            stem = form[:-length]
            if endings is not None and _VOWEL.search(stem):
                return self._with_vowels(stem + ending for ending in endings)
        return self._with_vowels((form,))

    def _with_vowels(self, stems: Iterable[str]) -> tuple[str, ...]:
        found = dict.fromkeys(stems)
        for stem in tuple(found):
            vowels = list(_VOWEL.finditer(stem))
            other = self._vowels.get(vowels[-1].group()) if vowels else None
            if other is not None:
                place = vowels[-1].start()
                found[stem[:place] + other + stem[place + 1 :]] = None
        return tuple(found)


@cache
def endings_of(code: str) -> Endings | None:
    """Return the language's endings; None where it has no file of them."""
    file = DATA_FOLDER / f"endings_{code}.yaml"
    if not file.is_file():
        return None
    return Endings(read_yaml(file.read_text(encoding="utf-8")))
