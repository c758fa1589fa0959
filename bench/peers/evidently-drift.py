"""Drift of four columns by Evidently's preset. Usage: REFERENCE CURRENT"""

import sys

import pandas as pd
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset

columns = ["delay", "distance", "origin", "destination"]
definition = DataDefinition(numerical_columns=columns[:2], categorical_columns=columns[2:])
reference, current = (
    Dataset.from_pandas(pd.read_parquet(file, columns=columns), data_definition=definition)
    for file in sys.argv[1:3]
)
result = Report([DataDriftPreset()]).run(current, reference)
print(len(result.json()))
