"""What counts as a word."""

import pytest

from archive.text.word_count import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Herr president!", 2),
        ("Norden – och\n\nEU:s Nord-Norge - i 2012", 6),
        ("–", 0),
        (" – ", 0),
        ("a – – b", 2),
    ],
)
def test_words_are_parted_by_white_space_and_lone_dashes_are_none(text: str, words: int) -> None:
    assert count_words(text) == words
