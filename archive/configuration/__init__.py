"""How settings are given: variables of the environment, and the file tingtale.toml beneath them."""
