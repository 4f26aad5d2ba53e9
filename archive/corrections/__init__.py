"""Corrections: what readers report as wrong, and what persons decided of it.

A report waits in a queue (`queue`) until the operator accepts or refuses it. What is accepted is a
correction, which holds as long as the source still says what it corrects (`outdated`).
"""
