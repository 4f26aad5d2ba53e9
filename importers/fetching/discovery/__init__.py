"""Ways to find pages: each reads what it is given, asks nothing, and may fail by itself."""
