"""Elements of TEI, the ids that point from one to another, and text that XML can hold."""

import re
from typing import Any, Final

from lxml import etree

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"

NAMESPACES: Final[dict[Any, str]] = {None: NAMESPACE}
"""TEI without a prefix: None, which the types of lxml leave out."""

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_ID: Final = f"{{{_XML}}}id"
_LANGUAGE: Final = f"{{{_XML}}}lang"

_FORBIDDEN: Final = dict.fromkeys(
    (*(code for code in range(0x20) if code not in {0x9, 0xA, 0xD}), 0xFFFE, 0xFFFF), "\ufffd"
)
"""Signs that XML 1.0 cannot hold, and the one that stands for them."""

_OUTSIDE_IDS: Final = re.compile(r"[^A-Za-z0-9.-]")


def element(
    name: str,
    text: str | None = None,
    *children: etree._Element,
    id_: str | None = None,
    language: str | None = None,
    **attributes: str | None,
) -> etree._Element:
    """Return a TEI element; attributes that are None are left out."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NAMESPACES)
    made.text = None if text is None else xml_text(text)
    for key, value in ((_ID, id_), (_LANGUAGE, language), *attributes.items()):
        if value is not None:
            made.set(key, xml_text(value))
    made.extend(children)
    return made


def xml_id(kind: str, public_id: str) -> str:
    """Return an id that XML allows, different for different ids: "speech.nc-17940"."""
    return f"{kind}.{_OUTSIDE_IDS.sub(_written_out, public_id)}"


def pointer(kind: str, public_id: str) -> str:
    """Return what points to the element of `xml_id`."""
    return f"#{xml_id(kind, public_id)}"


def xml_text(text: str) -> str:
    """Return the text with a replacement character for each sign that XML cannot hold."""
    return text.translate(_FORBIDDEN)


def _written_out(sign: re.Match[str]) -> str:
    return f"_{ord(sign.group()):x}_"
