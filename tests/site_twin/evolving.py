"""The next night's site: pages that changed, that are new, that are gone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from site_twin.generating import add_items, add_speeches, refresh
from site_twin.records import Site, Speech, Way
from site_twin.words import CHANGES


@dataclass(frozen=True, slots=True)
class Evolution:
    """Which speeches changed, came and went, by their keys."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    deleted: tuple[str, ...]


def evolve(
    site: Site, known: Sequence[Speech], dice: Random, *, changed: int, new: int, deleted: int
) -> Evolution:
    """Change the site by a night: of the known speeches some change and some are deleted.

    New ones are spoken in the last sessions, and listed there.
    """
    site.now += timedelta(days=1)
    present = [speech for speech in known if speech.deleted is None]
    chosen = dice.sample(present, changed + deleted)
    for speech in chosen[:changed]:
        site.speeches[speech.key] = _changed(speech, site)
    for speech in chosen[changed:]:
        gone = replace(speech, deleted=dice.choice((404, 410)), changed_at=site.now)
        site.speeches[speech.key] = gone
    made: list[Speech] = []
    if new:
        session = site.sessions[-1]
        made = add_speeches(site, session, new, dice)
        for speech in made:
            ways = speech.ways | {Way.LISTING}
            site.speeches[speech.key] = replace(speech, ways=ways, changed_at=site.now)
        add_items(site, session)
    refresh(site)
    return Evolution(
        tuple(speech.key for speech in chosen[:changed]),
        tuple(speech.key for speech in made),
        tuple(speech.key for speech in chosen[changed:]),
    )


def _changed(speech: Speech, site: Site) -> Speech:
    """Return the speech with a sentence more in its last paragraph: no teaser shows it."""
    told = CHANGES[speech.language].format(site.generation)
    paragraphs = (*speech.paragraphs[:-1], f"{speech.paragraphs[-1]} {told}")
    return replace(speech, paragraphs=paragraphs, changed_at=site.now)
