"""Files, folders, archives and compressed streams, read within bounds of memory.

What is no file, lies about its size or holds what nobody writes is rejected by name.
"""
