"""The night: fetch, import, index, check and count, unattended; then tell what came of it."""
