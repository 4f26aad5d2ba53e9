"""Compounds written as one word, and suspended ones: their parts, learned from dictionaries."""
