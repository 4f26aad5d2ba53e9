"""Documents to index parts: words analysed in several processes, inverted, tagged, and written."""
