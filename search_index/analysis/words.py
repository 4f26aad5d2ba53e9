"""Printed words and their forms: tokens by regular expression, literal forms, letter folding."""

import re
import unicodedata
from typing import Final, NamedTuple

from archive.text.invisible_characters import INVISIBLE, remove_invisible

_SPACE: Final = " \u00a0\u2007-\u200a\u202f"
"""What divides thousands, and a formula from its number."""
_NUMBER: Final = (
    rf"[1-9]\d{{0,2}}(?:(?:[{_SPACE}]\d{{3}})+|(?:\.\d{{3}})+|(?:['’]\d{{3}})+|(?:,\d{{3}}){{2,}})"
    r"(?![^\W_]|\.\d)"
)
"""10 000, 10.000, 1'000'000: groups of three digits, all divided alike. Not 10.12.2010, 3.5,
2010 11. A comma divides decimals in the Nordic languages: "10,000" is two words, as "3,5" is; it
divides thousands where there are two of it."""
_FORMULA: Final = (
    rf"(?:(?:CO|NO|SO|CH|NH|PO|HCO|SiO|TiO)[{_SPACE}][2-6]|[HN][{_SPACE}]2[{_SPACE}]?[OS])"
    rf"(?![^\W_]|[.,{_SPACE}]\d)(?:[{_SPACE}](?=-[^\W_]))?"
)
"""CO 2, N 2 O, CO 2 -utslipp: where a number below the line was lost. Only molecules, since of
other capitals (SV 2, NR 2) the number is another word."""
_UNIT: Final = rf"(?:(?<=\d[{_SPACE}])|\A)[ckdm]?m[{_SPACE}][23](?![^\W_]|[.,{_SPACE}]\d)"
"""300 m 2: where a number above the line was lost; in a question the unit may be all there is."""

PRINTED_WORD: Final = re.compile(
    # What these begin with is looked at first, since most words are none of them.
    rf"§+|(?:(?=[1-9CHNPSTcdkm])(?:{_NUMBER}|{_FORMULA}|{_UNIT})|[^\W_]+)"
    rf"(?:[-\u2010\u2011'’{INVISIBLE}][^\W_]+)*"
    r"(?::[a-zåäö]{1,5}(?![^\W_]))?",
)
"""Letters and digits, hyphenated compounds and apostrophes within, Finnish endings (EU:ssa),
numbers and formulas with what divides them, and the sign of a paragraph (§ 257). A text's words in
a row are found in any punctuation between them, so that "A 1636/kultur", "3,5" and "f.eks." are the
same words in text and query."""

SECTION_SIGN: Final = "§"
"""The sign of a paragraph; doubled it means several and is the same word."""

_DIGITS: Final = str.maketrans(
    "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥ", "0123456789" * 2 + "aeoxhklmnpstiruv"
)
_TYPOGRAPHIC: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "’": "'"})
DASHES: Final = "\u2012\u2013\u2212"
"""What some texts print for a hyphen; within words it joins two words as often (Oslo–Mysen)."""
_DASHES: Final = str.maketrans(dict.fromkeys(DASHES, "-"))
_DIVIDING: Final = re.compile(rf"[{_SPACE}.]|(?<=\d)[',](?=\d)")
_RAISED: Final = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
# They are letters to `re`: a note that begins after five of them is found to begin earlier.
_NOTE: Final = re.compile(rf"(?<=[^\W\d_]{{4}})(?<!{_RAISED}{{5}}){_RAISED}++$")
"""A footnote's number, which is no part of the word before it: of a longer word than units are."""
_ENDINGS: Final = re.compile("['’:]")


CONTEXT: Final = "\x1f"
"""Stands between a member of a suspended compound and its context, which analysis.suspended reads:
"maa\x1f- ja metsätalous"."""


class Part(NamedTuple):
    """A word, or one part of a hyphenated compound; it takes one position in the text."""

    form: str
    """As printed, case-folded: what =word, wildcards and fuzzy search look at."""
    bases: tuple[str, ...]
    """The base forms that it may be an inflection of: what words and phrases look at."""
    within: tuple[str, ...] = ()
    """Base forms of the parts of a compound written as one word (menneskehandelsofre: of
    menneskehandel and offer): what words look at besides, at less weight, and phrases never."""


class Word(NamedTuple):
    """A printed word with its parts: one, or those of a hyphenated compound."""

    form: str
    """The whole as printed, case-folded; a member of a suspended compound with its context."""
    parts: tuple[Part, ...]
    joined: tuple[str, ...] = ()
    """Of a hyphenated compound, the base forms of its spelling as one word (Norden-samarbeid:
    of nordensamarbeid), by which a word finds it as by its parts in a row."""
    suspended: tuple[str, ...] = ()
    """Of a member of a suspended compound, the base forms of the full word (maa- ja metsätalous:
    of maatalous), which finds it at a part's weight."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form under which the word is found literally, each once."""
        form = without_context(self.form)
        if len(self.parts) == 1:
            return (form,)
        return tuple(dict.fromkeys((form, *(part.form for part in self.parts))))

    @property
    def context(self) -> str:
        """Of a member of a suspended compound, the words up to the one that has its other part."""
        return self.form.partition(CONTEXT)[2]


def normalised(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), in which every offset counts."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def split_form(printed: str) -> tuple[str, tuple[str, ...]]:
    """Return a printed word's case-folded form and those of its hyphenated parts."""
    if printed[0] == SECTION_SIGN:
        return SECTION_SIGN, (SECTION_SIGN,)
    if CONTEXT in printed:
        member, _, context = printed.partition(CONTEXT)
        form, parts = split_form(member)
        return f"{form}{CONTEXT}{_one_spelling(context)}", parts
    form = literal_form(printed)
    return form, tuple(form.split("-"))


def without_context(word: str) -> str:
    """Return a word, printed or a form, without the context of a member."""
    return word.partition(CONTEXT)[0]


def _one_spelling(context: str) -> str:
    plain = context.casefold().translate(_TYPOGRAPHIC).translate(_DASHES)
    return " ".join(plain.split())


def literal_form(text: str) -> str:
    """Return a word's form, by which it is found literally.

    Case, NFC, hyphens and apostrophes are one; what nobody sees, and what divides a number or a
    formula, is left out; numbers above and below the line are numbers, letters below it letters.
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = remove_invisible(_NOTE.sub("", folded).translate(_TYPOGRAPHIC)).translate(_DIGITS)
        folded = unicodedata.normalize("NFC", folded)
    return folded if folded.isalnum() else _DIVIDING.sub("", folded)


def without_ending(form: str) -> str:
    """Return the part that carries the meaning: "eu" of "eu:ssa", "brien" of "o'brien"."""
    if form.isalnum():
        return form
    first, *rest = _ENDINGS.split(form)
    return first if len(first) > 1 or not rest else rest[0]


KEPT_LETTERS: Final = frozenset("åæøäöþðđŋŧ")
_BRIDGES: Final = str.maketrans({"ä": "æ", "ö": "ø"})


class _Folding(dict[int, str]):
    """What becomes of each letter, found when first met; for str.translate."""

    def __missing__(self, letter: int) -> str:
        text = chr(letter)
        if text not in KEPT_LETTERS:
            pieces = unicodedata.normalize("NFD", text)
            text = "".join(piece for piece in pieces if not unicodedata.combining(piece))
        self[letter] = text
        return text


_FOLDING: Final = _Folding()


def without_accents(word: str) -> str:
    """Fold é, á, š and the like to their base letter; letters of Nordic alphabets stay."""
    return word if word.isascii() else word.translate(_FOLDING)


def unify_letters(word: str) -> str:
    """Spell letters that neighbours write differently in one way: ä as æ, ö as ø; å stays."""
    return word if word.isascii() else word.translate(_BRIDGES)
