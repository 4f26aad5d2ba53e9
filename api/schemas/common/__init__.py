"""Schemas and fields that several resources share."""
