"""The sources of records, one module or package each; see ``importers.source``."""
