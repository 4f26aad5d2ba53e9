"""The production server: waitress, with bounds on what clients may hold of it.

One thread reads and writes all connections; requests are answered by pools of threads.
"""

from api.serving.server import AddressUnavailable, Server

__all__ = ["AddressUnavailable", "Server"]
