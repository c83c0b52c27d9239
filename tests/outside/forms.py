"""Has frictionless judge each form and the data package of a campaign. Usage: forms.py CAMPAIGN"""

import json
import pathlib
import sys

import frictionless

campaign = pathlib.Path(sys.argv[1])
forms = sorted((campaign / "forms").glob("*.json"))
assert forms, "no forms"
for form in forms:
    descriptor = json.loads(form.read_text(encoding="utf-8"))
    errors = list(frictionless.Schema.metadata_validate(descriptor))
    assert not errors, f"{form.name}: {errors}"
    schema = frictionless.Schema.from_descriptor(descriptor)
    assert [field.name for field in schema.fields] == [field["name"] for field in descriptor["fields"]]
report = frictionless.Package(str(campaign / "datapackage.json")).validate()
assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "code", "message"])
print(f"{len(forms)} forms are valid Table Schemas")
