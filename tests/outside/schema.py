"""Validates a file against a JSON Schema, and checks that a broken copy fails. Usage: schema.py SCHEMA
SUMMARY"""

import json
import pathlib
import sys

import jsonschema

schema, summary = (json.loads(pathlib.Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
validator = jsonschema.Draft202012Validator(schema)
validator.check_schema(schema)
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(summary)]
assert not errors, errors[:5]
summary["units"][0]["targets"][0]["status"] = "fine"
assert not validator.is_valid(summary), "the schema lets anything through"
print("the summary follows its schema")
