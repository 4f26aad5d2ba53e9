"""Questions to the archive: functions (session, ...) that return frozen rows."""
