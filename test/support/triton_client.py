"""Asks a server with Triton's own client and reads its metrics with Prometheus' own parser. Prints JSON."""
import json
import sys
import urllib.request

import numpy as np
import tritonclient.http as http
from prometheus_client.openmetrics import parser as openmetrics  # noqa: F401  (the strict one needs # EOF)
from prometheus_client.parser import text_string_to_metric_families

address, model = sys.argv[1], sys.argv[2]
client = http.InferenceServerClient(address.removeprefix("http://"))
out = {
    "live": client.is_server_live(),
    "ready": client.is_server_ready(),
    "model_ready": client.is_model_ready(model),
    "server": client.get_server_metadata(),
    "metadata": client.get_model_metadata(model),
    "index": client.get_model_repository_index(),
}
client.load_model(model)


def infer(binary, **options):
    tensor = http.InferInput("x", [2, 3], "FP32")
    tensor.set_data_from_numpy(np.arange(6, dtype=np.float32).reshape(2, 3), binary_data=binary)
    wanted = [http.InferRequestedOutput("y", binary_data=binary)]
    answer = client.infer(model, [tensor], outputs=wanted, request_id="r-1", **options)
    return {"id": answer.get_response()["id"], "y": answer.as_numpy("y").tolist()}


out["json"] = infer(False)
out["binary"] = infer(True)
out["gzip"] = infer(True, request_compression_algorithm="gzip")
out["deflate"] = infer(False, request_compression_algorithm="deflate")
# What the client does when it is told nothing about outputs.
tensor = http.InferInput("x", [1, 3], "FP32")
tensor.set_data_from_numpy(np.full((1, 3), np.nan, dtype=np.float32))
out["default_nan"] = bool(np.isnan(client.infer(model, [tensor]).as_numpy("y")).all())
try:
    wrong = http.InferInput("x", [1, 4], "FP32")
    wrong.set_data_from_numpy(np.zeros((1, 4), dtype=np.float32))
    client.infer(model, [wrong])
except http.InferenceServerException as error:
    out["refused"] = [error.status(), error.message()]

with urllib.request.urlopen(f"{address}/metrics") as response:
    families = list(text_string_to_metric_families(response.read().decode()))
out["metrics"] = {
    sample.name + json.dumps(sample.labels, sort_keys=True): sample.value
    for family in families
    for sample in family.samples
}
json.dump(out, sys.stdout)
