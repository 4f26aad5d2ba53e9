"""The archive: what was said, by whom, when. It knows no Flask, no Whoosh, no HTTP."""
