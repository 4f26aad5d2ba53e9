"""The coverage of an archive, counted row by row in plain Python: what the real one must equal."""

from collections import defaultdict

from sqlalchemy import select

from archive import models
from archive.vocabulary import NORDIC_COUNCIL

SCANDINAVIAN = {"da", "nb", "nn", "sv"}


def brute_coverage(session):
    """Return the counts of each place by its id, with the ranges that are missing."""
    assemblies = {row.id: row.key for row in session.scalars(select(models.Assembly))}
    sessions = {row.id: row for row in session.scalars(select(models.CouncilSession))}
    schemes = defaultdict(list)
    for known in session.scalars(select(models.SpeechIdentifier)):
        schemes[known.speech_id].append((known.scheme, known.value))
    segments = defaultdict(list)
    for segment in session.scalars(select(models.Segment)):
        segments[segment.speech_id].append(segment)
    documents = {row.id: row.fetched_at for row in session.scalars(select(models.SourceDocument))}
    read = defaultdict(list)
    for source in session.scalars(select(models.SpeechSource)):
        read[source.speech_id].append(documents[source.source_document_id])
    everything = list(session.scalars(select(models.Speech)))
    speeches = [speech for speech in everything if speech.withdrawn_at is None]
    corrected = {
        row.speech_id
        for row in session.scalars(select(models.Correction))
        if row.field.endswith(".language") and row.outdated_at is None
    }
    numbered_through = {
        speech.session_id
        for speech in everything
        if any(scheme == "session-number" for scheme, _ in schemes[speech.id])
    }
    ids = {key: _id(assemblies[of.assembly_id], of.label) for key, of in sessions.items()}
    found = {ids[key]: _nothing(assemblies[of.assembly_id]) for key, of in sessions.items()}
    numbers = defaultdict(set)
    for speech in speeches:
        assembly = assemblies[speech.assembly_id]
        place = ids.get(speech.session_id, f"{assembly}:none")
        told = found.setdefault(place, _nothing(assembly))
        held = segments[speech.id]
        told["speeches"] += 1
        told["undated"] += speech.date is None
        told["without_session"] += speech.session_id is None
        told["unresolved"] += speech.speaker_id is None and speech.speaker_raw is not None
        told["language_uncertain"] += _is_uncertain(speech, corrected)
        told["gone"] += speech.gone_at is not None
        if assembly == NORDIC_COUNCIL:
            told["untranslated"] += _is_untranslated(held)
        for moment in read[speech.id]:
            told["last_read_at"] = max(moment, told["last_read_at"] or moment)
        if speech.number is None:
            continue
        sittings = [value for scheme, value in schemes[speech.id] if scheme == "sitting-number"]
        for value in sittings:
            of = sessions.get(speech.session_id)
            sitting = value[: value.rindex("-")].removeprefix(f"{of.number}-" if of else "")
            numbers[place, sitting].add(speech.number)
        if not sittings and speech.session_id in numbered_through:
            numbers[place, None].add(speech.number)
    _count_missing(found, numbers)
    _count_pages(session, found, assemblies, sessions, ids)
    return found


def _count_missing(found, numbers):
    for (place, sitting), held in numbers.items():
        told = found[place]
        gaps = [n for n in range(1, max(held) + 1) if n not in held]
        told["missing_numbers"] = (told["missing_numbers"] or 0) + len(gaps)
        told["missing"] |= {(sitting, number) for number in gaps}


def _count_pages(session, found, assemblies, sessions, ids):
    pages = {row.id: row for row in session.scalars(select(models.FrontierPage))}
    council = next((key for key, name in assemblies.items() if name == NORDIC_COUNCIL), None)
    by_number = {
        of.number: ids[key]
        for key, of in sessions.items()
        if of.assembly_id == council and of.number is not None
    }
    nodes = defaultdict(set)
    for known in session.scalars(select(models.SpeechIdentifier)):
        if known.scheme == "node":
            speech = session.get(models.Speech, known.speech_id)
            place = ids.get(speech.session_id, f"{NORDIC_COUNCIL}:none")
            nodes[known.value].add(place)
    for page in pages.values():
        if page.source != "norden":
            continue
        place = by_number.get(page.session, f"{NORDIC_COUNCIL}:none")
        is_guess = page.strategy in {"block", "neighbour"} and page.found_on is None
        if page.state in {"waiting", "refused"} and page.read_at is None and not is_guess:
            found.setdefault(place, _nothing(NORDIC_COUNCIL))["not_fetched"] += 1
        main = pages.get(page.same_as_id)
        read_at = (main.read_at if main else None) or page.read_at
        places = nodes[str(page.node)] | (
            {by_number[page.session]} & set(found) if page.session in by_number else set()
        )
        for each in places:
            if read_at is not None and each in found:
                found[each]["last_read_at"] = max(read_at, found[each]["last_read_at"] or read_at)


def _id(assembly, label):
    return label if assembly == NORDIC_COUNCIL else f"{assembly}:{label}"


def _nothing(assembly):
    return {
        "speeches": 0,
        "missing_numbers": None,
        "not_fetched": 0,
        "undated": 0,
        "without_session": 0,
        "unresolved": 0,
        "language_uncertain": 0,
        "untranslated": 0 if assembly == NORDIC_COUNCIL else None,
        "gone": 0,
        "missing": set(),
        "last_read_at": None,
    }


def _is_uncertain(speech, corrected):
    rules = [
        told[2]
        for field, told in (speech.field_readings or {}).items()
        if field.startswith("segments.") and field.endswith(".language")
    ]
    guessed = "words_guessed" in rules and speech.id not in corrected
    return guessed or "und" in speech.languages


def _is_untranslated(segments):
    originals = [segment.language for segment in segments if segment.kind == "original"]
    translated = any(segment.kind == "translation" for segment in segments)
    understood = any(language in SCANDINAVIAN or language == "und" for language in originals)
    return bool(originals) and not translated and not understood
