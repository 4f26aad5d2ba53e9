"""What one client may do: rates, quotas, and from which pages something may be written."""
