"""The commands that ask the archive: search, timeline, concordance, topics.

Each asks what the HTTP API is asked, by the same parameters, and draws or prints the same answer.
"""
