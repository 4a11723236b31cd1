"""Everything that knows BelTA's website: which page to go to, and what is printed on it.

Nothing in this package interprets what it reads or opens the archive; that is what `pipelines` is for.
"""
