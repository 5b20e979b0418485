"""Signatures in words and JSON Schema from annotations: by pydantic where it is installed, else by ourselves."""

import collections.abc
import dataclasses
import enum
import inspect
import json
import types
import typing

try:
    from pydantic import TypeAdapter
except Exception:
    TypeAdapter = None

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "ordinary",
    inspect.Parameter.VAR_POSITIONAL: "variadic",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "variadic-keyword",
}
INJECTED = ("CancellationToken", "ChatContext", "Depends(", "BaseContext", "ConversationContext")


def signature(function):
    try:
        found = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    hints = resolved(function)
    return {
        "function": getattr(function, "__name__", type(function).__name__),
        "parameters": [parameter(p, hints) for p in found.parameters.values()],
        "returns": written(found.return_annotation),
        "isAsync": inspect.iscoroutinefunction(function),
    }


def parameter(found, hints):
    annotation = written(found.annotation)
    default = None if found.default is inspect.Parameter.empty else text(found.default)
    is_typed = found.annotation is not inspect.Parameter.empty
    injected = any(word in (annotation or "") or word in (default or "") for word in INJECTED)
    return {
        "name": found.name,
        "kind": KINDS[found.kind],
        "annotation": annotation,
        "default": default,
        "schema": plain(of_type(hints.get(found.name, found.annotation))) if is_typed and not injected else None,
        "injected": injected,
    }


def text(value):
    try:
        shown = repr(value)
    except Exception:
        shown = "<%s>" % type(value).__name__
    return shown if len(shown) <= 200 else shown[:199] + "…"


def written(annotation):
    if annotation is inspect.Signature.empty:
        return None
    if isinstance(annotation, str):
        return annotation
    return inspect.formatannotation(annotation).replace("typing.", "")


def resolved(function):
    try:
        return typing.get_type_hints(function, include_extras=True)
    except Exception:
        return dict(getattr(function, "__annotations__", {}))


def of_function(function):
    """The schema of a function's arguments as an object."""
    properties, required = {}, []
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return {"type": "object"}
    hints = resolved(function)
    takes_more = False
    for found in parameters:
        if found.kind is inspect.Parameter.VAR_KEYWORD:
            takes_more = True
        elif found.kind is not inspect.Parameter.VAR_POSITIONAL and not parameter(found, hints)["injected"]:
            entry = dict(of_type(hints.get(found.name, found.annotation)))
            if found.default is inspect.Parameter.empty:
                required.append(found.name)
            else:
                entry["default"] = found.default
            properties[found.name] = entry
    result = {"type": "object", "properties": properties, "required": required}
    if not takes_more:
        result["additionalProperties"] = False
    return hoisted(result)


def hoisted(schema):
    """`$defs` of the properties at the root, where their references look for them."""
    definitions = {}
    for entry in schema["properties"].values():
        definitions.update(entry.pop("$defs", {}))
    if definitions:
        schema["$defs"] = definitions
    return schema


def of_type(annotation):
    if annotation is inspect.Parameter.empty or annotation is typing.Any:
        return {}
    if TypeAdapter is not None:
        try:
            return TypeAdapter(annotation).json_schema()
        except Exception:
            pass
    try:
        return derived(annotation)
    except Exception:
        return {}


SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", dict: "object", list: "array", type(None): "null"}
ARRAYS = (list, tuple, set, frozenset, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Set)
OBJECTS = (dict, collections.abc.Mapping, collections.abc.MutableMapping)


def derived(annotation):
    if annotation in SIMPLE:
        return {"type": SIMPLE[annotation]}
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        described = [a for a in arguments[1:] if isinstance(a, str)]
        return {**derived(arguments[0]), **({"description": described[0]} if described else {})}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in (typing.Union, getattr(types, "UnionType", typing.Union)):
        return {"anyOf": [derived(a) for a in arguments]}
    if origin in ARRAYS:
        items = derived(arguments[0]) if arguments else {}
        return {"type": "array", "items": items} if items else {"type": "array"}
    if origin in OBJECTS:
        values = derived(arguments[1]) if len(arguments) == 2 else {}
        return {"type": "object", "additionalProperties": values} if values else {"type": "object"}
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return {"enum": [member.value for member in annotation]}
    if dataclasses.is_dataclass(annotation):
        hints = resolved(annotation)
        absent = dataclasses.MISSING
        return fields_schema(hints, [
            f.name for f in dataclasses.fields(annotation) if f.default is absent and f.default_factory is absent])
    if isinstance(annotation, type) and hasattr(annotation, "__required_keys__"):
        return fields_schema(resolved(annotation), sorted(annotation.__required_keys__))
    if hasattr(annotation, "model_json_schema"):
        return annotation.model_json_schema()
    return {}


def fields_schema(hints, required):
    return {"type": "object", "properties": {name: derived(hint) for name, hint in hints.items()}, "required": required}


def plain(value):
    """The same as JSON can hold it: a default that is no JSON becomes its text."""
    try:
        return json.loads(json.dumps(value, default=text), parse_constant=str)
    except (TypeError, ValueError, RecursionError):
        return {}
