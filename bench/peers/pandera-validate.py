"""The nine checks of the `validate` cases by pandera on polars. Reads Parquet, or CSV with polars' own types."""

import sys

import pandera.polars as pa
import polars as pl

file = sys.argv[1]
schema = pa.DataFrameSchema(
    {
        "date": pa.Column(nullable=False),
        "delay": pa.Column(nullable=False, checks=pa.Check.in_range(-1500, 3000)),
        "distance": pa.Column(nullable=False, checks=pa.Check.in_range(1, 6000)),
        "origin": pa.Column(pl.String, nullable=False, checks=pa.Check.str_matches("^[A-Z]{3}$")),
        "destination": pa.Column(pl.String, nullable=False, checks=pa.Check.str_matches("^[A-Z]{3}$")),
    }
)
frame = pl.read_csv(file) if file.endswith(".csv") else pl.read_parquet(file)
schema.validate(frame, lazy=True)
print(frame.height)
