"""The nine checks of the `validate` cases by Frictionless, on CSV."""

import sys

from frictionless import Resource, Schema, fields, system

# It refuses absolute paths otherwise.
system.trusted = True

file = sys.argv[1]
required = {"required": True}
code = {"required": True, "pattern": "[A-Z]{3}"}
schema = Schema(
    fields=[
        fields.DatetimeField(name="date", constraints=required, format="%Y-%m-%d %H:%M:%S"),
        fields.IntegerField(name="delay", constraints={"required": True, "minimum": -1500, "maximum": 3000}),
        fields.IntegerField(name="distance", constraints={"required": True, "minimum": 1, "maximum": 6000}),
        fields.StringField(name="origin", constraints=code),
        fields.StringField(name="destination", constraints=code),
    ]
)
report = Resource(path=file, schema=schema).validate()
print(report.stats)
sys.exit(0 if report.valid else 1)
