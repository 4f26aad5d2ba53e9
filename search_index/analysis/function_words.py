"""Function words: those of each language that say how a sentence is built, not what it is about.

Those of Danish, Norwegian, Swedish, Finnish and English are Snowball's lists of stop words, which
come with Whoosh, but for a few words; Icelandic and Faroese have lists of ours.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from whoosh.lang.stopwords import stoplists

from search_index.analysis.languages import language_data

_ICELANDIC: Final = """\
að af alla allar allir allt allur annað annar annarri aðeins aðra aðrir auk á án bara báðir eða ef
eftir ein einn einnig eins einu eitt ekki en enda enginn engin ekkert er eru ert eða fá fram frá
fyrir gegnum gegn hafa hafði hafi hann hans hef hefði hefur hennar henni hér hið hin hinn hinum
hjá hún hvað hvar hver hverju hvernig hvers hvort hæstvirtur hv hæstv í já jafnframt ja kannski
með meðal mér mig milli mikið mín minn mjög má mun munu myndi nei nema niður nú nokkrir nokkur
nokkuð né og okkar okkur oft orðið sá sama sem sé séu sér sig sín sinn sinni síðan sínum skal skulu
slíkt svo sú um undan undir upp upphaf úr út vegna vera verða verði verið verður var varð voru
væri við vil vill yfir yfirleitt þá það þann þannig þar þau þeim þeir þeirra þess þessa þessar
þessi þessu þessum þetta þegar þeirri því þó þú þær þær ég ætti ættu"""

_FAROESE: Final = """\
at av aftur alt allir allar annað annar bara báðir bert eftir eg ein eina einum eisini eitt
eitthvørt ella enn er eru fara fáa fekk fram frá fyri gera ha han hann hansara hava hevur hevði
henni hennara her hesa hesi hesum henda hetta hin hjá hon hvar hvat hvør
hvørki hví inn í ja jú kann kunna kundi
man má mær meg meira men millum mín mítt mugu mundi nakað nakar næstan nei niður nógv nú og okkum
okkara oman onga ongan onki opið saman sama seg sær sín síni sítt sjálv skal skulu skuldi slíkt so
soleiðis sum summi tá tað tær tann teir teimum teirra tey tess tí til tó tú um undir upp úr út uttan
var vóru vera verið verða verður vil vilja vildi við vit yvir ynskir á áðrenn eru"""

_DANISH_TOO: Final = frozenset(("ingen", "så", "ved"))
"""What Snowball's list lacks, though its Norwegian and Swedish ones have it."""

_NOT_FINNISH: Final = frozenset(("joiksi",))
"""A form of joka that the dictionary knows as one of joki alone, and rivers are no stop word."""

FUNCTION_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "da": tuple(sorted(stoplists["da"] | _DANISH_TOO)),
    "nb": tuple(sorted(stoplists["no"])),
    "nn": tuple(sorted(stoplists["no"])),
    "sv": tuple(sorted(stoplists["sv"])),
    "fi": tuple(sorted(stoplists["fi"] - _NOT_FINNISH)),
    "en": tuple(sorted(stoplists["en"])),
    "is": tuple(_ICELANDIC.split()),
    "fo": tuple(_FAROESE.split()),
}
"""By language, ascending where they are Snowball's."""


def is_foreign(form: str, language: str) -> bool:
    """Whether a form is a function word, but of none of the language and its neighbours.

    Danish "og", which English knows as oganesson; not Danish "blive" in a question to bokmål.
    """
    known = languages_with(form)
    return bool(known) and known.isdisjoint((language, *language_data(language).dictionaries))


def languages_with(form: str) -> frozenset[str]:
    """Return the languages of which a form is a function word."""
    return _by_form().get(form, frozenset())


@cache
def _by_form() -> Mapping[str, frozenset[str]]:
    languages: dict[str, set[str]] = {}
    for language, words in FUNCTION_WORDS.items():
        for word in words:
            languages.setdefault(word, set()).add(language)
    return {word: frozenset(codes) for word, codes in languages.items()}
