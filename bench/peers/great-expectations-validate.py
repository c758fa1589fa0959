"""The nine checks of the `validate` case by Great Expectations on pandas."""

import sys

import great_expectations as gx
import pandas as pd

frame = pd.read_parquet(sys.argv[1])
context = gx.get_context(mode="ephemeral")
batch = (
    context.data_sources.add_pandas("pandas")
    .add_dataframe_asset("flights")
    .add_batch_definition_whole_dataframe("whole")
    .get_batch({"dataframe": frame})
)
suite = gx.ExpectationSuite(name="flights")
for column in ("date", "delay", "distance", "origin", "destination"):
    suite.add_expectation(gx.expectations.ExpectColumnValuesToNotBeNull(column=column))
suite.add_expectation(
    gx.expectations.ExpectColumnValuesToBeBetween(column="delay", min_value=-1500, max_value=3000)
)
suite.add_expectation(
    gx.expectations.ExpectColumnValuesToBeBetween(column="distance", min_value=1, max_value=6000)
)
for column in ("origin", "destination"):
    suite.add_expectation(
        gx.expectations.ExpectColumnValuesToMatchRegex(column=column, regex="^[A-Z]{3}$")
    )
result = batch.validate(suite)
print(result.statistics)
sys.exit(0 if result.success else 1)
