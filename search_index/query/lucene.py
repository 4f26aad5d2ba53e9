"""Lucene's query syntax as luqum reads it, by the tables of its parser that come with it.

When it is imported, luqum has ply compare these tables with the docstrings of its grammar. They
differ on Python 3.13, which strips the indentation of docstrings; ply would then compute the
tables anew, say so on standard error, and write them into the folder in which luqum is installed.
"""

from functools import partial
from importlib import import_module

from ply import yacc


def _load_parser() -> None:
    compute = yacc.yacc
    # A partial adds no frame of Python: ply looks for the grammar in the one that calls it.
    yacc.yacc = partial(compute, optimize=True, debug=False, write_tables=False)
    try:
        import_module("luqum.parser")
    finally:
        yacc.yacc = compute


_load_parser()

from luqum.thread import parse as read_lucene  # noqa: E402  (it imports the parser)

__all__ = ["read_lucene"]
