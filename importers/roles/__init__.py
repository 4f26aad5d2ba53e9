"""Printed roles to role kind, party group and country, by rule."""
