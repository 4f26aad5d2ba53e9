"""Hold the analysis against the gold lists, beside plain Snowball, and print both by language.

    python -m benchmarks.analysis      the tables
    python -m benchmarks.analysis -v   and every pair and compound that fails

Run from the project's folder: the lists are those of the tests, in tests/search_index/gold.
The precision over running words counts each word as often as debates say it. Base forms that do not
look as if they came by inflection are counted in the whole dictionaries.
Precision is the share, of all pairs that meet, of those that should. What was drawn at random and
not seen when the analysis was written stands apart. Nothing is asserted: the thresholds stand in
tests/search_index/test_gold_lists.py. Of the pairs drawn at random, the Danish, Norwegian and
English ones stood in the lists while work on the analysis went on; the others did not, nor did the
compounds.
"""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from search_index.analysis import analyse_word
from search_index.analysis.base_forms.dictionary_entries import DICTIONARY_LANGUAGES
from tests.search_index.doubtful_base_forms import doubtful_rows, not_reviewed
from tests.search_index.gold_lists import BRIDGES, LANGUAGES, Compound, gold_list
from tests.search_index.gold_readers import analysed, stemmed
from tests.search_index.gold_scores import (
    CompoundScore,
    Pair,
    PairScore,
    WrongSplit,
    bridge_score,
    compound_score,
    pair_score,
)
from tests.search_index.running_compounds import LANGUAGES as COMPOUNDING
from tests.search_index.running_compounds import RunningScore, running_list, running_score

console = Console()

NOT_SEEN = "drawn at random"


def main(*, verbose: bool) -> None:
    """Print the tables, and what fails."""
    ours, snowball = pair_scores()
    drawn, drawn_snowball = drawn_scores()
    compounds, drawn_compounds = compound_scores(), drawn_compound_scores()
    bridges = bridge_scores()
    console.print(pair_table(ours, snowball))
    console.print(drawn_table(drawn, drawn_snowball))
    console.print(compound_table("Compounds, by their parts", compounds))
    console.print(compound_table(f"Compounds {NOT_SEEN}", drawn_compounds))
    console.print(bridge_table(bridges))
    running = running_scores()
    console.print(running_table(running))
    console.print(doubtful_table())
    if verbose:
        for language in LANGUAGES:
            list_pairs(language, "should meet", ours[language].missed)
            list_pairs(language, "should not meet", ours[language].merged)
            list_pairs(language, "drawn, should meet", drawn[language].missed)
        for language, compound in compounds.items():
            list_splits(language, (*compound.wrong, *compound.split_simple))
        for language, compound in drawn_compounds.items():
            list_splits(f"{language}, drawn", (*compound.wrong, *compound.split_simple))
        for name, score in bridges.items():
            list_pairs(name, "should meet", score.missed)
        for language, score in running.items():
            list_hits(language, score)


def pair_scores() -> tuple[dict[str, PairScore], dict[str, PairScore]]:
    """Return by language how the pairs fare with our analysis, and with Snowball."""
    ours, snowball = {}, {}
    for language in LANGUAGES:
        gold = gold_list(language)
        ours[language] = pair_score(gold.meet, gold.apart, analysed(language).bases)
        snowball[language] = pair_score(gold.meet, gold.apart, stemmed(language).bases)
    return ours, snowball


def drawn_scores() -> tuple[dict[str, PairScore], dict[str, PairScore]]:
    """Return by language how the words drawn at random fare, with ours and with Snowball."""
    ours, snowball = {}, {}
    for language in LANGUAGES:
        pairs = gold_list(language).drawn
        ours[language] = pair_score(pairs, (), analysed(language).bases)
        snowball[language] = pair_score(pairs, (), stemmed(language).bases)
    return ours, snowball


def compound_scores() -> dict[str, CompoundScore]:
    """Return how the compounds fare, of the languages whose lists have any."""
    return {
        gold.language: score_of(gold.language, gold.compounds, gold.simple)
        for gold in map(gold_list, LANGUAGES)
        if gold.compounds
    }


def drawn_compound_scores() -> dict[str, CompoundScore]:
    """Return how the compounds drawn at random fare, of the languages whose lists have any."""
    return {
        gold.language: score_of(gold.language, gold.drawn_compounds, gold.drawn_simple)
        for gold in map(gold_list, LANGUAGES)
        if gold.drawn_compounds
    }


def score_of(language: str, compounds: Iterable[Compound], simple: Iterable[str]) -> CompoundScore:
    """Return how compounds and simple words fare with our analysis."""
    read = analysed(language)
    return compound_score(
        [(each.word, each.parts) for each in compounds], simple, read.parts, read.bases
    )


def bridge_scores() -> dict[str, PairScore]:
    """Return how the pairs of two languages fare, by both and the list they stand in."""
    return {
        f"{first}-{second} ({language}.yaml)": bridge_score(
            gold_list(language).bridge, analysed(first).bases, analysed(second).bases
        )
        for language, (first, second) in BRIDGES.items()
    }


def running_scores() -> dict[str, RunningScore]:
    """Return how the compounds of running text fare, by language."""
    return {
        language: running_score(
            running_list(language),
            # As an index has them: what a search for a part finds.
            lambda word, language=language: analyse_word(word, language).parts[0].within,
        )
        for language in COMPOUNDING
    }


def pair_table(ours: dict[str, PairScore], snowball: dict[str, PairScore]) -> Table:
    """Return the table of the pairs."""
    columns = ("pairs", "apart")
    measures = ("recall", "precision", "F1", "kept apart")
    table = made_table(
        "Pairs of forms", (*columns, *measures, *(f"Snowball {each}" for each in measures))
    )
    for language, score in ours.items():
        texts = [
            f"{share:.3f}" for each in (score, snowball[language]) for share in shares_of(each)
        ]
        table.add_row(language, str(score.meet), str(score.apart), *texts)
    return table


def shares_of(score: PairScore) -> tuple[float, ...]:
    """Return the shares in the table's order."""
    return score.recall, score.precision, score.f1, score.kept_apart


def drawn_table(ours: dict[str, PairScore], snowball: dict[str, PairScore]) -> Table:
    """Return the table of the words drawn at random from debates, with another form each."""
    table = made_table(f"Words {NOT_SEEN}", ("pairs", "recall", "Snowball recall"))
    for language, score in ours.items():
        recalls = (f"{each.recall:.3f}" for each in (score, snowball[language]))
        table.add_row(language, str(score.meet), *recalls)
    return table


def compound_table(title: str, scores: dict[str, CompoundScore]) -> Table:
    """Return a table of compounds; Snowball takes none apart."""
    columns = ("compounds", "all parts right", "recall", "precision", "F1", "false splits")
    table = made_table(title, (*columns, "of simple words"))
    for language, score in scores.items():
        table.add_row(
            language,
            str(score.compounds),
            str(score.compounds - len(score.wrong)),
            *(f"{share:.3f}" for share in (score.recall, score.precision, score.f1)),
            str(len(score.split_simple)),
            str(score.simple),
        )
    return table


def bridge_table(scores: dict[str, PairScore]) -> Table:
    """Return the table of the pairs of two languages, each asked in both directions."""
    table = made_table("Pairs of two languages", ("asked", "found", "share"))
    for name, score in scores.items():
        found = score.meet - len(score.missed)
        table.add_row(name, str(score.meet), str(found), f"{score.recall:.3f}")
    return table


def running_table(scores: dict[str, RunningScore]) -> Table:
    """Return the table of running words that are split: how many, and how many of them rightly."""
    columns = ("frequent", "wrong", "drawn", "wrong", "stand for", "precision")
    table = made_table("Compounds, by running words", columns)
    for language, score in scores.items():
        wrong = [
            sum(each.judged.times for each in hits)
            for hits in (score.wrong_frequent, score.wrong_drawn)
        ]
        counts = (score.frequent, wrong[0], score.drawn, wrong[1], score.stands_for)
        table.add_row(language, *map(str, counts), f"{score.precision:.4f}")
    return table


def doubtful_table() -> Table:
    """Return the table of base forms that do not look as if they came by inflection."""
    table = made_table("Base forms that look unlike inflection", ("rows", "not reviewed"))
    for language in sorted(DICTIONARY_LANGUAGES):
        rows = sum(1 for _ in doubtful_rows(language))
        table.add_row(language, str(rows), str(len(not_reviewed(language))))
    return table


def made_table(title: str, columns: Iterable[str]) -> Table:
    """Return a table by language whose other columns hold numbers."""
    table = Table(title=title)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def list_pairs(name: str, heading: str, pairs: Iterable[Pair]) -> None:
    """Print pairs that fail."""
    for first, second in pairs:
        console.print(f"{name}: {heading}: {first}, {second}")


def list_splits(language: str, splits: Iterable[WrongSplit]) -> None:
    """Print compounds that were taken apart otherwise than they should be."""
    for each in splits:
        expected, found = "+".join(each.expected) or each.word, "+".join(each.found) or each.word
        console.print(f"{language}: {each.word}: {found} should be {expected}")


def list_hits(language: str, score: RunningScore) -> None:
    """Print running words that are split wrongly, with how often they are said."""
    for each in (*score.wrong_frequent, *score.wrong_drawn):
        expected = "+".join(each.judged.parts) or "no compound"
        found = "+".join(each.found)
        times, word = each.judged.times, each.judged.word
        console.print(f"{language}: {word} ({times}): {found} should be {expected}")


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["-v"]):
        sys.exit("usage: python -m benchmarks.analysis [-v]")
    main(verbose="-v" in sys.argv[1:])
