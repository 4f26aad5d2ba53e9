"""Archives that chaos is tried on, and how often it is."""

import os
from collections.abc import Callable

from sqlalchemy import Engine

ROUNDS = int(os.environ.get("TINGTALE_CHAOS_ROUNDS", "1"))
"""How often everything is done; `make chaos` does it many times."""


class Archives:
    """Empty archives on one kind of database, made anew as often as they are asked for."""

    def __init__(self, make: Callable[[], Engine]) -> None:
        self.empty = make
