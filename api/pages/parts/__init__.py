"""Parts that several pages share: cards, filters, forms, names."""
