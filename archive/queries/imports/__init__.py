"""Questions about imports: runs, what they changed and when, and nights."""
