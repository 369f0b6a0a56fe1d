"""The parts of the question cards: the layout of a card, its sides, the fit of a deck."""
