"""The pages: what the API serves, for readers; server-rendered, usable without script."""
