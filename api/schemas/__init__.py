"""The wire format: what requests may say and what answers look like, field by field."""
