"""Commands that the search index adds to `tingtale`: index, search, timeline and topics."""

import click

from search_index.commands.index import index
from search_index.commands.search import search
from search_index.commands.timeline import timeline
from search_index.commands.topics import topics

COMMANDS: tuple[click.Command, ...] = (index, search, timeline, topics)
