"""How strongly a word belongs to some texts or beside another word, from counts alone.

Sources: Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
Computational Linguistics 19(1); Rayson and Garside (2000), Comparing corpora using frequency
profiling, Proceedings of the ACL workshop on comparing corpora; Hardie (2014), Log ratio: an
informal introduction, cass.lancs.ac.uk; Evert (2008), Corpora and collocations, in Corpus
linguistics: an international handbook; Rychly (2008), A lexicographer-friendly association
score, Proceedings of RASLAN.
"""

from math import log, log2
from typing import Final

LOG_DICE_CEILING: Final = 14
"""What logDice is of two words that are never without each other."""


def keyness_score(first: int, second: int, first_words: int, second_words: int) -> float:
    """Return the log-likelihood that a word is used alike in two sets of texts, 0 or more.

    Rayson and Garside's form: of a word that stands a times among the c words of the first texts
    and b times among the d of the second, with E1 = c(a+b)/(c+d) and E2 = d(a+b)/(c+d) expected,

        G2 = 2 (a ln(a/E1) + b ln(b/E2)),   0 ln 0 being 0.

    3.84 is reached by chance in one of 20 words, 6.63 in one of 100, 10.83 in one of 1,000 and
    15.13 in one of 10,000, if words were drawn one by one, which those of a speech are not.
    """
    words, both = first_words + second_words, first + second
    if not words or not both:
        return 0.0
    share = _surprise(first, first_words * both / words)
    return max(0.0, 2 * (share + _surprise(second, second_words * both / words)))


def log_ratio(first: int, second: int, first_words: int, second_words: int) -> float | None:
    """Return by how many doublings a word is more frequent in the first texts than in the second.

    Hardie's effect size: log2((a/c) / (b/d)), a count of 0 taken as a half. None where one of the
    two has no words at all.
    """
    if not first_words or not second_words:
        return None
    return log2((first or 0.5) / first_words) - log2((second or 0.5) / second_words)


def expected_count(near: int, beside: int, words: int) -> float:
    """Return how often a word would stand in windows if it stood anywhere alike.

    Evert's surface co-occurrence: R C / N, with R words in the windows, C of the word and N in
    all, the matches themselves counted nowhere.
    """
    return near * beside / words if words else 0.0


def association_score(observed: int, near: int, beside: int, words: int) -> float:
    """Return Dunning's log-likelihood of a word and windows, 0 or more.

    Over the four cells of the table of words in and out of the windows (R of N) that are the word
    (C of N) or another: G2 = 2 sum O ln(O/E), of which O = `observed` are both.
    """
    if not words:
        return 0.0
    cells = (
        (observed, near, beside),
        (near - observed, near, words - beside),
        (beside - observed, words - near, beside),
        (words - near - beside + observed, words - near, words - beside),
    )
    return max(0.0, 2 * sum(_surprise(held, row * column / words) for held, row, column in cells))


def log_dice(observed: int, matches: int, beside: int) -> float:
    """Return Rychly's logDice: 14 + log2(2 O / (f + C)), f being the matches.

    It does not depend on the size of the archive. It exceeds 14 only where a word stands several
    times beside one match. `observed` is 1 or more.
    """
    return LOG_DICE_CEILING + log2(2 * observed / (matches + beside))


def _surprise(observed: int, wanted: float) -> float:
    return observed * log(observed / wanted) if observed else 0.0
