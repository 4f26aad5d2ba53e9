"""Topics and concepts of the lexicon: found in texts, recognised in queries, shown as evidence."""
