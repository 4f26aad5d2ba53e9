"""Servers on loopback that take what a night sends: SMTP, and HTTP for webhooks and pings."""

import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def served(server):
    """Serve in a thread until the end."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class MailServer(socketserver.ThreadingTCPServer):
    """An SMTP server that keeps messages; it refuses the recipients that it is told to."""

    daemon_threads = True

    def __init__(self, refused=()):
        self.messages, self.recipients, self.refused = [], [], refused
        super().__init__(("127.0.0.1", 0), _Smtp)

    @property
    def port(self):
        return self.server_address[1]


class _Smtp(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.say("354 go on")
                lines = []
                while (each := self.rfile.readline()) != b".\r\n":
                    lines.append(each.removeprefix(b"."))
                self.server.messages.append(b"".join(lines))
            if word == "RCPT":
                if any(name in line for name in self.server.refused):
                    self.say("550 no such person")
                    continue
                self.server.recipients.append(line.partition(":")[2])
            if word == "QUIT":
                self.say("221 bye")
                return
            self.say("250 well")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class WebServer(ThreadingHTTPServer):
    """An HTTP server that keeps requests and answers with the statuses given, the last for good."""

    def __init__(self, *statuses):
        self.requests, self.statuses = [], [*statuses] or [200]
        super().__init__(("127.0.0.1", 0), _Http)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/key-123"


class _Http(BaseHTTPRequestHandler):
    def do_GET(self):
        length = int(self.headers.get("Content-Length", 0))
        self.server.requests.append((self.command, self.path, self.rfile.read(length)))
        statuses = self.server.statuses
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        pass
