"""The archive's coverage as endpoints, pages and commands tell it: the counts, and their lists."""
