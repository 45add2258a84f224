"""Pages composed to mislead: a seeded generator with all of its words beside it."""
