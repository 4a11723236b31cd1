"""Going: which page next, and nothing about what it says."""
