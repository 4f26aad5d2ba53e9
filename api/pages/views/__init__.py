"""What each page shows: frozen values, named and linked, for templates that only place them."""
