"""An answer as a page shows it, compared with the real one; `...` stands for what is left out."""

import re
from collections.abc import Iterator
from typing import Any, Final

ELISION: Final = "..."


def differences(shown: Any, real: Any, place: str = "$") -> Iterator[str]:
    """Yield where the real answer is not as shown; members that are not shown do not matter."""
    if shown == ELISION:
        return
    if isinstance(shown, dict) and isinstance(real, dict):
        yield from _in_objects(shown, real, place)
    elif isinstance(shown, list) and isinstance(real, list):
        yield from _in_lists(shown, real, place)
    elif not _alike(shown, real):
        yield f"{place}: {real!r} is not {shown!r}"


def _in_objects(shown: dict[str, Any], real: dict[str, Any], place: str) -> Iterator[str]:
    for name, value in shown.items():
        if name in real:
            yield from differences(value, real[name], f"{place}.{name}")
        else:
            yield f"{place}: there is no {name}"


def _in_lists(shown: list[Any], real: list[Any], place: str) -> Iterator[str]:
    """Compare item by item; a last item of `...` stands for any number of further ones."""
    is_cut = shown[-1:] == [ELISION]
    kept = shown[:-1] if is_cut else shown
    if len(kept) > len(real) or (len(kept) < len(real) and not is_cut):
        yield f"{place}: there are {len(real)} items, not {len(kept)}"
    for number, (one, other) in enumerate(zip(kept, real, strict=False)):
        yield from differences(one, other, f"{place}[{number}]")


def _alike(shown: Any, real: Any) -> bool:
    """Tell whether the values are the same: fractions to one digit, texts but what is left out."""
    if isinstance(shown, float) and isinstance(real, float):
        return round(real, 1) == round(shown, 1)
    if isinstance(shown, str) and isinstance(real, str):
        pattern = ".*".join(map(re.escape, shown.split(ELISION)))
        return re.fullmatch(pattern, real, re.DOTALL) is not None
    return type(shown) is type(real) and shown == real
