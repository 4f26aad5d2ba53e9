"""Two nights of one source: the second changes, takes back and adds speeches."""

from pathlib import Path

from builders import a_corpus_file, a_corpus_line
from chaos_archives import ROUNDS

FIRST, SECOND = (450, 597) if ROUNDS == 1 else (1500, 1997)
"""How many speeches are held after each; fewer where a usual run tries a little of all."""

_TEXT = "Menneskehandel og fiskeri i hele Norden er, hvad vi taler om i dag. " * 3


def two_nights(folder: Path) -> tuple[Path, Path]:
    """Write the files of both nights into the folder."""
    first = [_line(number, "Vi begynder.") for number in range(FIRST)]
    second = [_line(number, "Vi retter.") for number in range(0, FIRST, 3)]
    second += [{"id": f"da:{n}", "parliament": "folketinget", "withdrawn": True} for n in (1, 4, 7)]
    second += [_line(number, "Vi fortsætter.") for number in range(FIRST, SECOND + 3)]
    return (
        a_corpus_file(folder / "speeches-1.jsonl", *first),
        a_corpus_file(folder / "speeches-2.jsonl", *second),
    )


def _line(number: int, said: str) -> dict[str, object]:
    speaker = f"Taler {chr(65 + number % 23)}"
    text = f"Tale {number}. {said} {_TEXT}"
    return a_corpus_line(id=f"da:{number}", number=str(number), speaker=speaker, text=text)
