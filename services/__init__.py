"""What the archive can do as a whole, for whoever asks: no click, no Flask."""
