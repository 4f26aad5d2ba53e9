"""Commands of curl that a documentation page shows, asked of a server."""

import shlex

import httpx
from markdown_blocks import DEMO

FLAGS = {"-s", "-i", "-O", "-J", "-OJ", "--compressed"}
"""Options of curl that do not change what is asked."""


def asked(command, address):
    """Return the answer to a command of curl."""
    words = iter(shlex.split(command.replace(DEMO, address)))
    assert next(words) == "curl"
    request = {"method": "GET", "headers": {}}
    for word in words:
        if word in {"-d", "--data", "--json"}:
            request |= {"method": "POST", "content": next(words)}
            if word == "--json":
                request["headers"]["Content-Type"] = "application/json"
        elif word in {"-X", "--request"}:
            request["method"] = next(words)
        elif word in {"-H", "--header"}:
            name, _, value = next(words).partition(":")
            request["headers"][name] = value.strip()
        elif word not in FLAGS:
            assert word.startswith("http"), f"{command}: unknown option {word}"
            request["url"] = word
    return httpx.request(**request, timeout=60)


def commands(block):
    """Return the block's commands, those continued on further lines as one."""
    lines = block.text.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("curl ")]
