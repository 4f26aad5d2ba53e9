"""Elements of TEI, the ids that point from one to another, and text that XML can hold.

They are the standard library's: lxml remembers every xml:id that it ever saw, which over an
export of many speeches is much.
"""

import re
from typing import Final
from xml.etree import ElementTree as ET

Element = ET.Element

NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
"""Of every element; declared once, by the root."""

_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that XML 1.0 cannot hold."""

_REPLACEMENT: Final = "\ufffd"
"""The sign that stands for them."""

_OUTSIDE_IDS: Final = re.compile(r"[^A-Za-z0-9.-]")


def element(
    name: str,
    text: str | None = None,
    *children: Element,
    id_: str | None = None,
    language: str | None = None,
    **attributes: str | None,
) -> Element:
    """Return a TEI element; attributes that are None are left out."""
    made = Element(name)
    made.text = None if text is None else xml_text(text)
    for key, value in (("xml:id", id_), ("xml:lang", language), *attributes.items()):
        if value is not None:
            made.set(key, xml_text(value))
    made.extend(children)
    return made


def element_bytes(of: Element) -> bytes:
    """Return the element as it stands within the root."""
    text: str = ET.tostring(of, encoding="unicode")
    return text.encode() + b"\n"


def xml_id(kind: str, public_id: str) -> str:
    """Return an id that XML allows, different for different ids: "speech.nc-17940"."""
    return f"{kind}.{_OUTSIDE_IDS.sub(_written_out, public_id)}"


def pointer(kind: str, public_id: str) -> str:
    """Return what points to the element of `xml_id`."""
    return f"#{xml_id(kind, public_id)}"


def xml_text(text: str) -> str:
    """Return the text with a replacement character for each sign that XML cannot hold."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def _written_out(sign: re.Match[str]) -> str:
    return f"_{ord(sign.group()):x}_"
