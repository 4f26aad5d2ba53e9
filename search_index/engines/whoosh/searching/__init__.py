"""Questions to an open index: evaluation, ranking, facets, timelines, match positions."""
