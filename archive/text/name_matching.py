"""Names of persons, as they are compared: `matching_key` is what the database holds."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import Final

MAX_KEY_LENGTH: Final = 180
"""Characters of a key; of a longer one the end is told by a hash."""

_FOLDED: Final = str.maketrans(
    {"ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ŋ": "n", "ŧ": "t"}
)
"""Letters that Unicode does not take apart into a base and a mark."""

_SPELLED_OUT: Final = str.maketrans({"ø": "oe", "ö": "oe", "å": "aa", "ä": "ae", "ü": "ue"})
"""Letters as they are written where only ASCII may be, other than by the base alone."""

_HYPHENS: Final = "\u00ad\u02d7\u2043\u2212"
"""Hyphens that Unicode does not count among the dashes: soft, modifier, bullet, minus."""

_APOSTROPHES: Final = (
    "`´\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u2035"
    "\u055a\u05f3\ua78b\ua78c\uff07"
)

_UNSEEN_MARKS: Final = frozenset("\u034f" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Joiners and selectors of variants, which Unicode counts among the marks."""

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def matching_key(name: str) -> str:
    """Return the words of the name, folded, with one space between two; empty where it has none.

    Names with the same key are spellings of one name: a hyphen parts words whatever its kind, an
    apostrophe stands within one. "Guðmundur  O’Hara‑Árnason" -> "gudmundur ohara arnason".
    """
    key = _BETWEEN_WORDS.sub(" ", fold(name).replace("'", "")).strip()
    if len(key) <= MAX_KEY_LENGTH:
        return key
    digest = sha256(key.encode(errors="surrogatepass")).hexdigest()
    return f"{key[: MAX_KEY_LENGTH - 17]} {digest[:16]}"


def spells_name(text: str, name: str) -> bool:
    """Tell whether the text is the name in other letters: "høgni_hoydal", "hoegni-hoydal"."""
    key = matching_key(text)
    spelled_out = unicodedata.normalize("NFC", name).casefold().translate(_SPELLED_OUT)
    return bool(key) and key in {matching_key(name), matching_key(spelled_out)}


def printed_name(printed: str) -> str:
    """Return a printed name with single spaces and without what nobody sees; else as printed."""
    seen = (sign for sign in printed if sign.isspace() or _plain_sign(sign))
    return " ".join("".join(seen).split())


def fold(text: str) -> str:
    """Return the text with plain signs, case-folded, without diacritics, its white space single."""
    plain = normalize_signs(text).casefold().translate(_FOLDED)
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())


def normalize_signs(text: str) -> str:
    """Return the text with one kind of hyphen, apostrophe and space, and nothing that is unseen."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split())
    return " ".join("".join(map(_plain_sign, text)).split())


@lru_cache(maxsize=1024)
def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _HYPHENS:
        return "-"
    if sign in _APOSTROPHES:
        return "'"
    if category == "Cf" or sign in _UNSEEN_MARKS:
        return ""
    return sign
