"""Captures of real pages, which are no part of the project: measured against where they lie, never copied.

They are looked for beside the checkout, in `../shared/captures`, or where `BELTA_CAPTURES` says. Tests
that need them carry `pytestmark = NEEDED`, and are left out where there are none.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

CAPTURES = Path(os.environ.get("BELTA_CAPTURES") or Path(__file__).parents[1] / "../shared/captures").resolve()

NEEDED = pytest.mark.captures

_LABELS = CAPTURES / "text" / "labels.jsonl"
LABELLED: list[dict[str, Any]] = (
    [json.loads(line) for line in _LABELS.read_text(encoding="utf-8").splitlines()] if _LABELS.exists() else []
)
"""What a careful reader found in each text capture; `file` names it."""
