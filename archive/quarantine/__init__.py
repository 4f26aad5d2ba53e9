"""The quarantine: records at fault, kept apart with their bytes until they are well."""
