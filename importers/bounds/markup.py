"""How many tags a page may have, and how many attributes a tag.

libxml2 looks through a tag's attributes at each of them, and cannot be stopped while it does.
"""

import re
from typing import Final

from archive.errors import UnreadableSource

MOST_TAGS: Final = 200_000
"""Opening, closing and comments; a long protocol page has some 5,000."""
MOST_ATTRIBUTES: Final = 256
"""Of one tag; the pages seen have up to 20."""


def check_markup(name: str, text: str) -> None:
    """Raise UnreadableSource for a page that has more tags, or attributes in one, than a page."""
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise UnreadableSource(
            f"{name}: {tags:,} tags are more than the {MOST_TAGS:,} that a page may have;"
            " give single pages"
        )
    if _LONG_TAG.search(text):
        raise UnreadableSource(
            f"{name}: a tag has more than the {MOST_ATTRIBUTES} attributes that one may have;"
            " save the page as plain HTML"
        )


# As browsers read them, and from every tag on, also from one within another's quotation marks: a
# tag that libxml2 sees to begin or end elsewhere is one of those that are counted. The name of the
# tag counts as the first.
_VALUE: Final = r"""\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+)"""
_ATTRIBUTE: Final = rf"[\s/]*+[^\s/>][^\s/>=]{{0,200}}+(?:{_VALUE})?+"
_LONG_TAG: Final = re.compile(rf"<(?=[A-Za-z])(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 2}}}+")
