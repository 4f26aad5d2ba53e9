"""Corrections that persons make: values of fields, in the place of what the source says.

They apply when they are accepted and whenever the record is read again, as long as its source
still says what they correct.
"""
