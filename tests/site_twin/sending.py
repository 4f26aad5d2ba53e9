"""How an answer is put on the wire, well or badly."""

import socket
import struct
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler

from site_twin.answers import Answer


def send(handler: BaseHTTPRequestHandler, answer: Answer) -> int:
    """Send an answer as its wire says; return how many bytes of the body were sent."""
    wire, body = answer.wire, answer.body if handler.command != "HEAD" else b""
    if wire.reset_after is not None and wire.reset_after < 0:
        _reset(handler)
        return 0
    with suppress(OSError):
        handler.wfile.write(_head(answer))
        return _send_body(handler, answer, body)
    # The other side hung up: that is its right.
    handler.close_connection = True
    return 0


def _head(answer: Answer) -> bytes:
    told = len(answer.body) if answer.wire.length is None else answer.wire.length
    headers = {"Server": "nginx", **answer.headers}
    if answer.status != HTTPStatus.NOT_MODIFIED:
        headers["Content-Length"] = str(told)
    if not _is_whole(answer):
        headers["Connection"] = "close"
    phrase = HTTPStatus(answer.status).phrase
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _send_body(handler: BaseHTTPRequestHandler, answer: Answer, body: bytes) -> int:
    wire = answer.wire
    end = wire.close_after if wire.close_after is not None else len(body)
    if wire.reset_after is not None:
        end = min(end, wire.reset_after)
    count = 0
    for begin in range(0, end, wire.piece):
        piece = body[begin : min(end, begin + wire.piece)]
        handler.wfile.write(piece)
        count += len(piece)
        if wire.pause:
            time.sleep(wire.pause)
    if wire.reset_after is not None:
        _reset(handler)
    elif not _is_whole(answer):
        handler.close_connection = True
    return count


def _is_whole(answer: Answer) -> bool:
    """Tell whether what is sent is what its headers promise."""
    wire = answer.wire
    return wire.close_after is None and wire.reset_after is None and wire.length is None


def _reset(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection so that the other side is told of a reset."""
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
