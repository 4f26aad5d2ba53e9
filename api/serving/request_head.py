"""The head of a request: refused where two programs could disagree on where the request ends.

A proxy that reads one length and a server that reads another let a client smuggle a request past
the proxy (RFC 9112, 6.3).
"""

from typing import Final

from waitress.parser import HTTPRequestParser, ParsingError

LONGEST_LENGTH: Final = 18
"""Digits of Content-Length: more than any body has."""


class RequestParser(HTTPRequestParser):
    """Reads one request as its bytes come."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of the request. Raises ParsingError, which is answered 400."""
        _check_framing(header_plus)
        try:
            super().parse_header(header_plus)
        except ValueError:  # half an IPv6 address
            raise ParsingError("What the request asks for is no address.") from None


def _check_framing(head: bytes) -> None:
    first_line, *lines = head.split(b"\r\n")
    lengths = _values(lines, b"content-length")
    encodings = _values(lines, b"transfer-encoding")
    if lengths and encodings:
        raise ParsingError("A request has a Content-Length or a Transfer-Encoding, not both.")
    if encodings and not first_line.rstrip().endswith(b"HTTP/1.1"):
        raise ParsingError("Transfer-Encoding is of HTTP/1.1; send a Content-Length.")
    if len(encodings) > 1 or any(b"," in value for value in encodings):
        raise ParsingError("There is one Transfer-Encoding here: chunked.")
    if len(lengths) > 1 or any(len(value) > LONGEST_LENGTH for value in lengths):
        raise ParsingError("Content-Length is no length of a body.")
    if len(_values(lines, b"host")) > 1:
        raise ParsingError("A request names one Host.")


def _values(lines: list[bytes], name: bytes) -> list[bytes]:
    fields = (line.partition(b":") for line in lines)
    return [value.strip(b" \t") for field, _, value in fields if field.lower() == name]
