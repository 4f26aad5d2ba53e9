"""Result sets as they are kept: in a compact form, within bounds, for the operator to see."""
