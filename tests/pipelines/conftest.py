"""A busy machine, or a model that is loaded for the first time, is no failure of a property."""

from hypothesis import settings

settings.register_profile("steps", deadline=None)
settings.load_profile("steps")
