"""Speakers resolved by rule from the names and ids that speeches print, and their mandates."""
