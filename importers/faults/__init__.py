"""One record's fault costs that record alone, in whatever step of an import it shows."""
