"""Pages of speeches: under each language, to print, by node and by slug."""

from collections.abc import Iterator, Sequence
from html import escape

from site_twin.frame import bare, framed
from site_twin.generating import plain
from site_twin.records import Speech
from site_twin.words import (
    BANNERS,
    EXTERNAL,
    HTML_LANGUAGE,
    LABELS,
    LANGUAGES,
    MARKERS,
    TYPES,
    WAITING,
)

NORDEN = "https://www.norden.org"


def speech_page(
    speech: Speech, ui: str, base: str, linked: Sequence[Speech], *, to_print: bool, by_slug: bool
) -> str:
    """Return the page of a speech as the address that is asked shows it."""
    fields, body = _information(speech, ui, by_slug=by_slug), _body(speech)
    banner = BANNERS.get(ui) if speech.style % 11 == 0 and not to_print else None
    title, heading = _title(speech), LABELS[ui][0]
    main = _MARKUPS[speech.style % len(_MARKUPS)](title, heading, fields, body)
    if banner:
        main = f'<div class="messages">{banner}</div>\n{main}'
    head = list(_head(speech, ui, base))
    if linked:
        links = "".join(f'<li><a href="{address(s, ui)}">{s.number}</a></li>' for s in linked)
        main += f'\n<aside><nav aria-label="See also"><ul>{links}</ul></nav></aside>'
    if to_print:
        return bare(ui, title, main, head)
    return framed(ui, title, main, head=head, body_class="page-speech")


def address(speech: Speech, ui: str | None, *, by_slug: bool = False) -> str:
    """Return the path of a speech: its node's where it has one, unless the slug is asked for."""
    prefix = f"/{ui}" if ui else ""
    if by_slug or speech.node is None:
        return f"{prefix}/speech/{slug(speech, ui or 'en')}"
    return f"{prefix}/node/{speech.node}"


def slug(speech: Speech, ui: str) -> str:
    """Return the slug under one of the site's languages: the word of its type differs."""
    return speech.slug.format(plain(type_word(speech, ui)))


def type_word(speech: Speech, ui: str) -> str:
    """Return the word for the speech's type under a language of the site."""
    words = TYPES[speech.type]
    return words.get(ui, words["da"])


def shown_role(speech: Speech) -> str | None:
    """Return the role as the page shows it: some pages show none."""
    return None if speech.style % 7 == 0 else speech.role


def _head(speech: Speech, ui: str, base: str) -> Iterator[str]:
    """Yield what some pages say of their other addresses."""
    style = speech.style
    if style % 10 < 7:
        host = NORDEN if style % 3 == 0 else base
        yield f'<link rel="canonical" href="{host}{address(speech, ui, by_slug=style % 4 == 0)}">'
    if speech.node is not None and (style % 5 < 3 or speech.session.number is None):
        yield f'<link rel="shortlink" href="{base}{address(speech, None)}">'
    if style % 2 == 0:
        for code in LANGUAGES:
            href = f"{base}{address(speech, code, by_slug=style % 4 == 2)}"
            yield f'<link rel="alternate" hreflang="{HTML_LANGUAGE[code]}" href="{href}">'


def _title(speech: Speech) -> str:
    word = type_word(speech, LANGUAGES[speech.style % len(LANGUAGES)])
    number = f"{speech.number}. " if speech.session.year >= 2018 else ""
    return f"{number}{speech.speaker} ({word})"


def _information(speech: Speech, ui: str, *, by_slug: bool) -> list[tuple[str, str]]:
    """Return labels and values; a page by its slug shows no date."""
    label_set = "en" if speech.style % 13 == 0 else ui
    _, kind, number, person, role, status, date = LABELS[label_set]
    fields = [(kind, type_word(speech, ui)), (number, str(speech.number))]
    if speech.external:
        fields.append((EXTERNAL[label_set], speech.speaker))
    elif speech.style % 3 == 0:
        fields.append((person, speech.speaker if speech.style % 2 else ""))
    if shown := shown_role(speech):
        fields.append((role, shown))
    if speech.waiting:
        fields.append((status, WAITING))
    if speech.at is not None and not by_slug:
        fields.append((date, speech.at.strftime("%d.%m.%y %H:%M")))
    elif speech.style % 2:
        fields.append((date, ""))
    return fields


def _body(speech: Speech) -> str:
    lines = [f"<p>{escape(paragraph)}</p>" for paragraph in speech.paragraphs]
    if speech.translation:
        marker = MARKERS[speech.style % len(MARKERS)]
        lines += ["<p>&nbsp;</p>", f"<p><strong>{marker}</strong></p>"]
        lines += [f"<p>{escape(paragraph)}</p>" for paragraph in speech.translation]
    return "\n".join(lines)


def _rows(title: str, heading: str, fields: list[tuple[str, str]], body: str) -> str:
    rows = "\n".join(
        f'<div class="row"><div class="row-name">{escape(label)}</div>'
        f'<div class="row-value">{escape(value)}</div></div>'
        for label, value in fields
    )
    return (
        f'<div class="layout">\n<h1>{escape(title)}</h1>\n<div class="speech-facts">'
        f'<h2 class="label">{heading}</h2>\n{rows}</div>\n<div class="text-long">{body}</div>\n'
        "</div>"
    )


def _article(title: str, heading: str, fields: list[tuple[str, str]], body: str) -> str:
    rows = "\n".join(
        f'<div class="field field--inline">\n<div class="field__label">{escape(label)}</div>\n'
        f'<div class="field__item">{escape(value)}</div>\n</div>'
        for label, value in fields
    )
    return (
        f'<article class="node node--type-speech">\n<h1 class="page-title"><span>{escape(title)}'
        f'</span></h1>\n<section class="field-group">\n<h2>{heading}</h2>\n{rows}\n</section>\n'
        f'<div class="field field--body">\n{body}\n</div>\n</article>'
    )


def _body_first(title: str, heading: str, fields: list[tuple[str, str]], body: str) -> str:
    rows = "\n".join(
        f"<div><div>{escape(label)}</div><div><div>{escape(value)}</div></div></div>"
        for label, value in fields
    )
    return (
        f'<section>\n<header><h1>{escape(title)}</h1></header>\n<div class="c-text">\n{body}\n'
        f'</div>\n<div class="c-info">\n<h2><span>{heading}</span></h2>\n'
        f'<div class="c-info__list">\n{rows}\n</div>\n</div>\n</section>'
    )


_MARKUPS = (_rows, _article, _body_first)
