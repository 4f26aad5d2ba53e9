"""Result sets: a search frozen, answered, and compared with a later state."""
