"""What each session's records lack: counts by session, and the records behind each count.

The counts are those of `counting`, the records those of `listing` and `pages`; both ask by the same
conditions (`kinds`), so that a count is how many records its list has.
"""
