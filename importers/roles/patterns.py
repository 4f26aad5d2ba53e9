"""Words by which roles are told apart, in all the languages that a role may be written in."""

import re
from typing import Final

_ENDING: Final = r"\w{0,40}"
"""Letters that may follow a stem which is looked for at each letter of a word: were it any number
of them, they would be read again and again."""

SPOKESPERSON: Final = re.compile(
    r"\b(?:tale?s?person\w*|talesperson\w*|tals(?:man|mann|mand|maður|maðr|kvinna|kvinde|kona)\w*"
    r"|tales(?:mand|mann|kvinde)\w*|ordførere?n?|ordførar|spokes\w+|puhuja|ryhmäpuhuja|edustaja"
    r"|föredragande|framsögumaður|rapporteur)\b"
)
# What may stand anywhere after another word stands after the first such word: it is looked for from
# the beginning, once, or the time would grow with the square of the length.
OUTSIDE_GROUPS: Final = re.compile(
    r"^(?>.*?\b(?:uden ?for|uten ?for|utan ?för|utanfor|uden|utan|uten|outside|without|non)\b)"
    r".*(?:gruppe?|grupp|flokk|group)|^(?>.*?ryhmi(?:in|en)).*(?:kuulumaton|ulkopuol)"
    r"|^(?>.*?ulkopuol).*ryhm"
    r"|^(?:løsgænger\w*|uafhængig|uavhengig|oberoende|sitoutumaton|óháð\w*|independent|partiløs\w*"
    r"|non-attached|utan flokks|partipolitiskt obunden)$"
)
REPRESENTATIVE: Final = re.compile(
    r"\brepr[æeä]sent[ae]nte?[rn]?\w* (?:for|från|fra|för|af|av|of|from)\b|\brepresenting\b"
    r"|\b(?:full)?trúi\b|\bfulltrúi\b|\bedustaja\b|\brepr[æeä]senterar?\b|\bon behalf of\b"
    r"|\bnational\w* (?:talsperson|repr\w+)"
)
GUEST_BODIES: Final = re.compile(
    rf"\bunr\b|\bunr's\b|ungdommens? nordiske? r|ungdomm?ens? nordiska r|nordisk{_ENDING} ungdom"
    rf"|nuorten neuvosto|ráð{_ENDING} æskunnar|nordic youth|youth council"
    r"|v[eä]stnordisk|vestnor[rð]?[æe]n|west nordic|länsipohjoisma"
    rf"|balti{_ENDING} (?:forsamling|församling|assembly|yleiskokous|parlament|ministerr|þing)"
    r"|baltic assembly|eystrasalts(?:þing|ráð)|balttian|baltian"
    r"|benelux|\bsam[ei]ting|sámediggi|sametinget|sami parliament|sámi parliament|saamelaiskäräj"
    r"|\bnato\b|forenede nationer|förenta nationerna|sameinuðu þj|yhdistyneiden kans"
    r"|\bfn\b|\bfn's\b|\bfns\b|\bun\b|europar[åa]d|evrópuráð|euroopan neuvosto|council of europe"
    r"|europaparlament|europa-parlament|european|\beu\b|\beu-|\bosce\b|\bosse\b|\boecd\b"
    rf"|arktisk{_ENDING} r[åa]d|arctic|norðurskaut|\bbspc\b|østersø|östersjö|itämer|baltic sea"
    rf"|barents|parlament[aei]+risk{_ENDING} (?:r[åa]d|forsamling|församling|union|konferen[cs]"
    r"|delegation|komit|samarb[ei])|parliamentary (?:assembly|council|conference|union|delegation"
    r"|committee of)|interparl[ai]+ment|parlamentaari(?:nen|sen|k)|\bparlamentarik"
    r"|\bparliamentarian|þingmanna(?:ráð|nefnd|sam|lið)|\bsamer[åa]d|sámiráđ|\bsaami council"
    r"|\bs[aá]mi council|saamelaisneuvosto|samar[åa]d|forening(?:en|erne|ene) norden"
    r"|föreningarna? norden|pohjola-norden|norræna félag|norden associations?"
    rf"|nordisk-baltisk{_ENDING} (?:ott|åtta|8)|nordic-baltic (?:eight|8)"
    r"|euro(?:pa|peiska |pean |pa-|opan )(?:kommission|commission|komissio|union|unioni)"
    r"|\bevrópusamband|norden-yhdisty|ung(?:dom)? i norden|nordens (?:ungdom|fag|fack)"
    r"|fagforbund|fagbevægelse|fagbevegelse|fackförbund|fackliga|ammattijärjestö"
    r"|ammattiliitto|verkalýðs|trade union"
    r"|\bnaturfond|bundestag|förbundsdag|forbundsdag"
)
GUEST_TITLES: Final = re.compile(
    r"\b(?:generalsekret\w+|secretary[- ]general|pääsihteeri\w*|framkvæmdastjóri\w*|direkt[øö]r\w*"
    r"|director\w*|johtaja|ambassad[øö]r\w*|ambassador|borgmester\w*|borgmästare\w*|ordfører i|"
    r"borgarstjóri|professor\w*|gæst\w*|gjest\w*|gäst\w*|guest\w*|vieras\w*|gestur|observat[øö]r\w*"
    r"|gestaræðu\w*|oppositionsled\w*|opposisjonsled\w*|oppositiojohtaja|stjórnarandstöð\w*"
    r"|opposition leader|leader of the \w* ?opposition|tasavallan presidentti"
    r"|repub(?:liken|likken)s president|republikkens præsident|forseti lýðveldisins"
    r"|observer|kong|konge|kung|kuningas|dronning|drottning|statsoverhoved|h\.?k\.?h\.?|ombudsmand\w*"
    r"|ombud\w*|chair of the board|styreleder)\b"
)
_PRESIDENT_WORD: Final = (
    r"(?:vice)?(?:-|\s)?(?:præsident|president)(?:en|ens|s|et|t|in)?|(?:vara)?(?:presidentti|"
    r"presidentin)|(?:vara)?(?:puhemies|puhemiehen|puheenjohtaja)|(?:vara)?forseti|vicetalman\w*"
    r"|talman(?:nen)?|formand(?:en)?|formann(?:en)?|ordförande\w*|leder(?:en)?|ledare|speaker|chair"
    r"(?:man|woman|person)?|formaður|lagtingsformand\w*|stortingspresident\w*|mødeleder\w*|møteleder\w*"
    r"|dirigent\w*|mötesordförande\w*|fundarstjóri"
)
PRESIDENT: Final = re.compile(rf"\b(?:{_PRESIDENT_WORD})\b")
PARLIAMENTARIAN: Final = re.compile(
    r"pr[æe]sident|talman|puhemies|forseti|formand|formann|formaður|medlem|ledamot|jäsen|\bmember"
    r"|þingmaður"
)
"""Within a word, too: "Lagtingspræsident"."""
CHAIR: Final = re.compile(
    r"(?:(?:den|fungerende|fungerande|tjänstgörande|konstituert|midlertidig|acting|deputy|the"
    r"|afgående|avgående|avtroppende|väistyvä|fráfarandi|outgoing"
    r"|første|anden|andre|første|andra|förste|1\.|2\.) )*"
    r"(?:vice[- ]?|vara)?(?:præsident|president|presidentti|puhemies|forseti|puheenjohtaja|dirigent"
    r"|mødeleder|møteleder|mötesordförande|chair|fundarstjóri)(?:en|s|ens|inn)?"
    r"(?: (?:for|af|av|för|of(?: the)?|i) nordisk[ae]? r[åa]de?t?s?)?"
)
ELECT: Final = re.compile(
    r"\b(?:ny(?:lig)?[- ]?(?:valg|vald|valt|kåre|udnævn)\w*|valgt[e]?|vald[ae]?|(?:vasta)?valittu"
    r"|ný(?:kjörin|vald)\w*|kjörinn?|(?:newly[- ])?elected|incoming|kommende|kommande|komandi"
    r"|tuleva|verðandi|viðtakandi|tiltrædende|tiltredende|påtroppende|tillträdande|designer\w+|utsedd"
    r"|udpeget|næste|neste|nästa|seuraava|næsti|next|ny[ea]?|nýr|nýi|uusi|new)\b|[- ]elect\b"
)
"""Who will preside over the Council and does not yet."""
NORDIC_COUNCIL: Final = re.compile(
    r"\bnordiska? r[åa]de?t?s?\b|\bnordisk råds?\b|pohjoismaiden neuvoston?|norðurlandaráðs?"
    r"|\b(?:of )?(?:the )?nordic council(?:'s)?\b"
)
MINISTER: Final = re.compile(
    r"minist(?:er|re|ar|ern|erin|eri|erit|erns|ers|erens|eren)\b|\bminist(?:er|eri)"
    r"(?!r[åa]d|ineuvosto|ial|ens? r[åa]d|erei)\w*|ministr(?:ene|arna|arnas|enes)\w*"
    r"|ráðherra\w*|landsstyre(?:mand|kvinde|medlem|leder"
    r"|formand|mann|koma)\w*|landss?týris(?:maður|kona|kvinna|fólk)|løgmaður|lögmaður|lagman\w*"
    r"|lantråd\w*|landråd\w*|maaneuvos|naalakkersuisoq|naalakkersuisut|statsr[åa]d(?:et)?\b|statssekret\w+"
    r"|valtiosihteeri|landskapsregering\w*|vicelantråd|laamanni|\bpremier\b|siulittaasoq"
)
_GOVERNMENT: Final = (
    r"landss?t[yý]r[ei]|landss?tjórn|landskaps(?:styrels|regering)|naalakkersuisu"
    r"|maa(?:kunta|kunnan |n )?hallitu|(?:hjemme|heime|hem|selv|sjølv|själv)st[yý]re"
    r"|(?:heima|sjálvs?)st[yý]r[ei]|(?:heima|sjálfs?)stjórn|itsehallin|home[- ]rule"
    r"|self[- ](?:government|rule)|ríkisstjórn"
)
"""Beginnings, which any ending follows."""
_HEAD: Final = (
    r"(?:formand|formann|formað|ordförande|leder|ledare|leiðtog|oddvit|puheenjohtaja|johtaja|päämies"
    r"|chef|sjef|head|chair|premier|medlem|ledamot|jäsen|member)"
)
GOVERNMENT_HEAD: Final = re.compile(
    rf"^(?>.*?\b(?:{_GOVERNMENT}|regj?ering|stjórnarinnar|government)).*?{_HEAD}"
    rf"|^(?>.*?{_HEAD}).*?\b(?:{_GOVERNMENT}"
    r"|(?:regj?ering(?:en|ens|s)?|stjórnarinnar|government)\b)"
    r"|\bregj?erings(?:chef|sjef|leder|ledare)|hallituksen (?:päämies|johtaja)|stjórnarleiðtogi"
)
"""Heads and members of a government, as those of Greenland, the Faroes and Åland are called."""
MINISTER_COUNCIL: Final = re.compile(
    r"minister ?r[åa]d\w*|ministerineuvosto\w*|ráðherranefnd\w*|council of ministers"
)
PRESIDIUM: Final = re.compile(
    r"pr[æe]sidi(?:et|ets|um|ums|emedlem\w*|e)\b|presidi|puheenjohtajisto|puhemiehistö|forsætisnefnd"
)
COMMITTEE: Final = re.compile(
    r"udvalg|utvalg|utval(?:et)?\b|utskott|valiokun|nefnd|committee|komit[eé]|kommitt|komité"
    r"|arbejdsgruppe|arbeidsgruppe|arbetsgrupp|working group|työryhmä|vinnuhóp"
)


GROUP_WORDS: Final = re.compile(
    r"\b(?:den|det|de|the|parti)\b|\bparti(?=grupp)"
    r"|grupp(?:e|es|en|ens|a|as|s)?(?:form(?:and|ann)\w*|leder\w*|ledare\w*)?\b"
    r"|\bgroup(?:'s|s)?\b|ryhmä(?:n|ssä|ä)?\b|\bflokkahóp(?:ur|s|urinn|i)?\b|\bþingflokk(?:ur|s)\b"
    r"|\b(?:medlem|member|jäsen|leader|leder|chair|puheenjohtaja|formaður)\b(?: (?:af|av|of|i)\b)?"
)
