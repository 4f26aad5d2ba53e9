"""How much one document may ask of a run: its time, its mark-up, its lines and words.

What asks for more is rejected by name, with the bound, and the run goes on.
"""
