"""Withdrawals: by the source, by the operator, and pages that are gone from the site."""
