"""Everything after the page: what the printed text means, and keeping it. Never sees HTML."""
