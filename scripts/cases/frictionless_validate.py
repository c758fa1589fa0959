"""Validates data files and descriptors of a folder with Frictionless: prints {path: [{name, path, valid, errors}]}."""
import glob
import json
import os
import sys

from frictionless import system, validate

os.chdir(sys.argv[1])
DATA = (".csv", ".tsv")
DESCRIPTORS = (".package.json", ".package.yaml", "datapackage.json", ".resource.json", ".resource.yaml")
report = {}
for path in sorted(glob.glob("data/**/*", recursive=True)):
    if not path.endswith(DATA + DESCRIPTORS):
        continue
    kind = None
    if path.endswith(DESCRIPTORS):
        kind = "resource" if ".resource." in path else "package"
    try:
        with system.use_context(trusted=True):
            found = validate(path, type=kind) if kind else validate(glob.escape(path) if "[" in path else path)
        tasks = [
            {
                "name": task.name,
                "path": task.place,
                "valid": task.valid,
                "errors": sorted({error.type for error in task.errors}),
            }
            for task in found.tasks
        ]
        report[path] = {"valid": found.valid, "errors": sorted({error.type for error in found.errors}), "tasks": tasks}
    except Exception as error:  # what it cannot read at all is a finding of its own
        report[path] = {"valid": False, "errors": [type(error).__name__ + ": " + str(error)[:100]], "tasks": []}
print(json.dumps(report))
