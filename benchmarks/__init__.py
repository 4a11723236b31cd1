"""How well are pages read and settled, and what does it cost? Measured, printed, and held where it can be."""
