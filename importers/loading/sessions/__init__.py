"""The session of a speech whose own pages state none, and the years of sessions."""
