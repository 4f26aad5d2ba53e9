"""The frontier's rows: how leads become pages to ask, and what an answer changes of a page."""
