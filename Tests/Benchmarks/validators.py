"""Measures the validators of Python that are installed on recorded calls, beside schema-benchmark.

    python3 Tests/Benchmarks/validators.py VALID.jsonl [INVALID.jsonl]

Reading the arguments is part of the figures, as it is there. The lowest of several rounds, in microseconds a call.
"""
import importlib
import json
import sys
import time


def main(valid, invalid=None):
    calls = [json.loads(line) for line in open(valid, encoding="utf-8")]
    texts = [json.dumps(call["arguments"]) for call in calls]
    broken = []
    if invalid:
        places = {call["id"] + call["tool"]: place for place, call in enumerate(calls)}
        for line in open(invalid, encoding="utf-8"):
            call = json.loads(line)
            place = places.get(call["id"] + call["tool"])
            if place is not None:
                broken.append((place, json.dumps(call["arguments"])))
    for name, compiled, check, errors in validators():
        made = [None] * len(calls)

        def compile_all():
            for place, call in enumerate(calls):
                made[place] = compiled(call["schema"])

        rounds = 1 if name == "fastjsonschema" else 3
        print("%s: compile %.2f µs" % (name, lowest(compile_all, len(calls), rounds)), end="")
        print(", parse and validate %.2f µs" % lowest(
            lambda: [check(validator, json.loads(text)) for validator, text in zip(made, texts)], len(calls)), end="")
        if errors and broken:
            print(", every error of a broken call %.2f µs" % lowest(
                lambda: [errors(made[place], json.loads(text)) for place, text in broken], len(broken)), end="")
        print()


def lowest(body, count, rounds=5):
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        body()
        best = min(best, time.process_time() - start)
    return best * 1e6 / max(1, count)


def validators():
    """Name, how a schema is read, how a value is checked, how all errors are listed (None: only the first)."""
    for name in ("jsonschema", "fastjsonschema", "jsonschema_rs"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            print("%s: not installed" % name)
            continue
        if name == "jsonschema":
            yield (name, module.Draft202012Validator, lambda one, value: one.is_valid(value),
                   lambda one, value: list(one.iter_errors(value)))
        elif name == "fastjsonschema":
            yield name, module.compile, lambda one, value: one(value), None
        else:
            yield (name, module.validator_for, lambda one, value: one.is_valid(value),
                   lambda one, value: list(one.iter_errors(value)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
