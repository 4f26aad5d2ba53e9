"""Forms of address with which members begin: the surest sign of a parliamentary speech."""

import re
from typing import Final


def addresses_the_chair(paragraph: str) -> bool:
    """Tell whether the paragraph begins by addressing the president, as a chair never does."""
    return bool(_TO_THE_CHAIR.match(paragraph))


def begins_a_speech(paragraph: str) -> bool:
    """Tell whether the paragraph begins with an address or with thanks for the floor."""
    return bool(_TO_THE_CHAIR.match(paragraph) or _TO_ANYBODY.match(paragraph))


_PRESIDENT: Final = (
    r"(?:præsident\w*|president\w*|formand|formann|ordförande|ordfører|talman|ordstyrer|puhemies"
    r"|puheenjohtaja|presidentti|forseti|formaður|chair(?:man|person|woman)?|speaker)"
)
_HONORIFIC: Final = (
    r"(?:hr\.?(?: ?/ ?fru)?|fru|herr|herra|frú|rouva|ærede|ærade|ärade|ärad|högt ärade"
    r"|ærværdige|kære|kjære|bästa|hyvä|arvoisa|arvoisat|arvostettu|kunnioitettu|virðulegi|virðulegur"
    r"|hæstvirtur|hæstvirti|hæstvirta|kæri|kæra|dear|mr\.?|madam|madame|mister|honou?rable|vice|vara"
    r"|nordisk råds|nordiska rådets)"
)
# Atomic: of several ways to divide a row of them, the first is as good as all.
_HONORIFICS: Final = rf"(?>{_HONORIFIC}[\s,]+)"
_THANKS: Final = (
    r"(?:(?:mange|tusind|tusen|hjärtligt|stort|varmt|kære|takk|tak|så) )?"
    r"(?:tak|takk|tack|kiitos|kiitoksia|takk fyrir|thank you|thanks|þakka)"
)
_TO_THE_CHAIR: Final = re.compile(
    rf"(?:[–—-]\s*)?(?:{_THANKS}(?: (?:skal|du|ska|for|det|ordet)\b)*+[,.! ]*)?"
    rf"{_HONORIFICS}*+{_PRESIDENT}\b\s*[,.!–—-]"
    rf"|(?:[–—-]\s*)?(?:{_THANKS}[,.! ]*)?{_HONORIFICS}++{_PRESIDENT}\b",
    re.IGNORECASE,
)
_TO_ANYBODY: Final = re.compile(
    rf"(?:[–—-]\s*)?(?:{_THANKS}\b"
    r"|(?:kære|kjære|ærede|ärade|bästa|hyvät|arvoisat|kæru|ágætu|góðir|dear|ladies and|exc?ellenc"
    r"|deres|ers|your|mine damer|mina damer|hyvät naiset|góðan dag|good (?:morning|afternoon)"
    r"|god (?:morgen|formiddag|eftermiddag|ettermiddag|dag)|hyvää|kolleger|kollegor|vänner|venner"
    r"|ministre|statsministre|ministrar|ministrer|statsministrar|excellencer|excellenser)\b)",
    re.IGNORECASE,
)
