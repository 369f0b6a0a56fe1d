"""The parts of the question cards: the frame of a card, its sides, the fit of a deck."""
