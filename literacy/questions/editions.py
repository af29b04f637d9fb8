"""A question as it stood in its file, kept so that it can be shown as it was asked."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest(lesson: str, source: Mapping[str, Any]) -> str:
    """Another one for every change of a letter; the line in the file makes no difference."""
    written = json.dumps([lesson, source], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]
