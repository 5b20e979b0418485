"""Any Python value as JSON values: what JSON cannot hold becomes its repr."""

import dataclasses
import math

#: Attributes that AutoGen hangs on a completion after it came.
_NOT_OF_THE_COMPLETION = {"cost", "message_retrieval_function", "config_id", "pass_filter"}
_DEPTH = 100


def shown(value, limit=20_000):
    """The value's repr, cut; a repr that raises is replaced."""
    try:
        text = repr(value)
    except Exception:
        text = "<%s without a repr>" % type(value).__name__
    return text if len(text) <= limit else text[:limit] + "…"


def plain(value, depth=0):
    """`value` made of dict, list, str, int, float, bool and None."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return str.__str__(value) if type(value) is not str else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else repr(float(value))
    if depth > _DEPTH:
        return shown(value)
    if isinstance(value, dict):
        entries = [(key if isinstance(key, str) else shown(key), item) for key, item in list(value.items())]
        return {key: plain(item, depth + 1) for key, item in entries}
    if isinstance(value, (list, tuple)):
        return [plain(item, depth + 1) for item in value]
    dumped = dump(value)
    if dumped is not None:
        return plain(dumped, depth + 1)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name, None), depth + 1) for field in dataclasses.fields(value)}
    return shown(value)


def dump(value):
    """A pydantic model's fields as they came, without those that nobody set; None for anything else."""
    if isinstance(value, type) or not hasattr(value, "model_dump"):
        return None
    for options in ({"mode": "json", "warnings": False}, {"warnings": False}, {}):
        try:
            return value.model_dump(exclude_unset=True, exclude=_NOT_OF_THE_COMPLETION, by_alias=True, **options)
        except Exception:
            continue
    return None
