"""A timeline recounted speech by speech in the plainest way, with nothing of the engines' code.

Words are exact forms (`=word`) and texts are words with blanks between them, so that whether a
text holds a word needs no analysis.
"""

from collections import Counter
from datetime import date

from search_index.filters import Filters
from search_index.query.tree import And, Everything, Exact, FieldIs, Not, Or

SEVERAL = {"language", "topic"}


def printed_forms(text):
    """Every word, and every part of a hyphenated one."""
    words = text.casefold().split()
    return {form for word in words for form in (word, *word.split("-"))}


def holds(query, document, segments):  # noqa: PLR0911  (a case for each kind of node)
    match query:
        case Everything():
            return True
        case Exact(word):
            return any(word in printed_forms(part.text) for part in segments)
        case FieldIs("language", code):
            return any(part.language == code for part in segments)
        case FieldIs("role", value):
            return document.role_kind == value
        case FieldIs("year", value):
            return document.year is not None and document.year == int(value)
        case FieldIs(field, value):
            return getattr(document, field) == value
        case Not(part):
            return not holds(part, document, segments)
        case And(parts):
            return all(holds(part, document, segments) for part in parts)
        case Or(parts):
            return any(holds(part, document, segments) for part in parts)


def searched(document, filters, languages=None):
    """The parts of the text that are looked into."""
    languages = filters.languages if languages is None else languages
    return [
        part
        for part in document.segments
        if (not languages or part.language in languages)
        and filters.text.value in {"any", part.kind.value}
    ]


def earliest_and_latest(document):
    if document.day is not None:
        return document.day, document.day
    if document.year is not None:
        return date(document.year, 1, 1), date(document.year, 12, 31)
    return None


def in_days(document, filters):
    if filters.date_from is None and filters.date_to is None:
        return True
    days = earliest_and_latest(document)
    if days is None:
        return False
    after = filters.date_from is None or days[0] >= filters.date_from
    return after and (filters.date_to is None or days[1] <= filters.date_to)


def in_frame(document, filters):
    return (not filters.assemblies or document.assembly in filters.assemblies) and (
        not filters.sessions or document.session in filters.sessions
    )


def is_found(query, filters, document, languages=None):
    languages = filters.languages if languages is None else languages
    segments = searched(document, filters, languages)
    if (languages or filters.text.value != "any") and not segments:
        return False
    chosen = {
        "speaker": filters.speakers,
        "party_group": filters.party_groups,
        "country": filters.countries,
    }
    return (
        in_frame(document, filters)
        and in_days(document, filters)
        and all(not values or getattr(document, name) in values for name, values in chosen.items())
        and holds(query, document, segments)
    )


def bucket_of(document, by):
    if by == "session":
        return document.session or "undated"
    if by == "year":
        return "undated" if document.year is None else f"{document.year:04}"
    return "undated" if document.day is None else f"{document.day:%Y-%m}"


def values_of(field, query, filters, document):
    """The groups in which a speech counts; whether it is found at all is another matter."""
    if field == "language":
        codes = {part.language for part in document.segments}
        codes = codes & set(filters.languages) if filters.languages else codes
        return {code for code in codes if is_found(query, filters, document, (code,))}
    value = document.year if field == "year" else getattr(document, field)
    found = is_found(query, filters, document)
    return {str(value)} if found and value is not None else set()


def recount(documents, request):
    """The number of speeches by series and bucket, and the total."""
    query, filters, by, top = request.query, request.filters, request.bucket.value, request.top
    field = request.group_by and request.group_by.value
    found = [document for document in documents if is_found(query, filters, document)]
    if field is None:
        return {"": Counter(bucket_of(each, by) for each in found)}, len(found)
    groups = {each.record_id: values_of(field, query, filters, each) for each in documents}
    sizes = Counter(value for values in groups.values() for value in values)
    shown = sorted(sizes, key=lambda value: (-sizes[value], value))[:top]
    series = {
        key: Counter(bucket_of(each, by) for each in documents if key in groups[each.record_id])
        for key in shown
    }
    others = [
        each
        for each in found
        if not groups[each.record_id] & set(shown)
        or (field in SEVERAL and groups[each.record_id] - set(shown))
    ]
    if others:
        series["others"] = Counter(bucket_of(each, by) for each in others)
    return series, len(found)


def held(documents, filters, by):
    """What the archive holds by bucket: speeches and words."""
    framed = [each for each in documents if in_frame(each, filters) and in_days(each, filters)]
    speeches = Counter(bucket_of(each, by) for each in framed)
    words = Counter()
    for each in framed:
        words[bucket_of(each, by)] += each.words
    return speeches, words


def covered(documents, request, keys):
    """By series, the buckets in which an assembly of which the series holds a speech held any."""
    query, filters, by = Everything(), request.filters, request.bucket.value
    field = request.group_by and request.group_by.value
    framed = [each for each in documents if in_frame(each, filters)]
    dated = [each for each in framed if in_days(each, filters)]
    everywhere = {bucket_of(each, by) for each in dated}
    if field is None:
        return dict.fromkeys(keys, everywhere)
    scope = Filters(languages=filters.languages, text=filters.text)
    values = {each.record_id: values_of(field, query, scope, each) for each in framed}
    buckets = {}
    for key in keys:
        if key == "others" and field in SEVERAL:
            buckets[key] = everywhere
            continue
        if key == "others":
            members = [each for each in framed if not values[each.record_id] & set(keys)]
        else:
            members = [each for each in framed if key in values[each.record_id]]
        assemblies = {each.assembly for each in members}
        buckets[key] = {bucket_of(each, by) for each in dated if each.assembly in assemblies}
    return buckets
