"""The pages: what the API serves, for readers; server-rendered, usable without script."""

from api.pages import (
    collocations,
    comparison,
    concordance,
    coverage,
    document,
    keyness,
    report,
    result_sets,
    search,
    speakers,
    speech,
    start,
    topics,
)
from api.pages.layout import pages_blueprint

BLUEPRINT = pages_blueprint()

BLUEPRINT.add_url_rule("/", "start", start.start)
BLUEPRINT.add_url_rule("/about", "about", start.about)
BLUEPRINT.add_url_rule("/search", "search", search.search)
BLUEPRINT.add_url_rule("/concordance", "concordance", concordance.concordance)
BLUEPRINT.add_url_rule("/keyness", "keyness", keyness.keyness)
BLUEPRINT.add_url_rule("/collocations", "collocations", collocations.collocations)
BLUEPRINT.add_url_rule("/speeches/<public_id>", "speech", speech.speech)
BLUEPRINT.add_url_rule("/speeches/<public_id>/report", "report", report.report)
BLUEPRINT.add_url_rule(
    "/speeches/<public_id>/report", "send_report", report.send_report, methods=["POST"]
)
BLUEPRINT.add_url_rule("/documents/<public_id>", "document", document.document)
BLUEPRINT.add_url_rule("/speakers", "speakers", speakers.speakers)
BLUEPRINT.add_url_rule("/speakers/<public_id>", "speaker", speakers.speaker)
BLUEPRINT.add_url_rule("/topics", "topics", topics.topics)
BLUEPRINT.add_url_rule("/topics/<topic_id>", "topic", topics.topic)
BLUEPRINT.add_url_rule("/coverage", "coverage", coverage.coverage)
BLUEPRINT.add_url_rule("/coverage/<session_id>/<kind>", "covered", coverage.covered)
BLUEPRINT.add_url_rule("/result-sets", "result_sets", result_sets.result_sets)
BLUEPRINT.add_url_rule("/result-sets", "freeze_search", result_sets.freeze_search, methods=["POST"])
BLUEPRINT.add_url_rule("/result-sets/<public_id>", "result_set", result_sets.result_set_page)
BLUEPRINT.add_url_rule("/compare", "compare", comparison.compare)
