"""Makes `engine/torch.onnx`: a small network of PyTorch, trained for a moment, and what it says of some rows.

    pip install torch==2.15.0 onnx onnxscript && python make_torch_model.py
"""
import json
from pathlib import Path

import onnx
import torch

HERE = Path(__file__).parent / "engine"
torch.manual_seed(5)
rows = torch.randn(64, 3)
labels = ((rows[:, 0] * rows[:, 1] + rows[:, 2]) > 0).float()
network = torch.nn.Sequential(
    torch.nn.Linear(3, 8), torch.nn.BatchNorm1d(8), torch.nn.ReLU(), torch.nn.Linear(8, 1), torch.nn.Sigmoid()
)
optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
for _ in range(200):
    optimizer.zero_grad()
    torch.nn.functional.binary_cross_entropy(network(rows).squeeze(1), labels).backward()
    optimizer.step()
network.eval()
torch.onnx.export(
    network,
    (rows[:2],),
    str(HERE / "torch.onnx"),
    input_names=["features"],
    output_names=["score"],
    dynamic_shapes={"input": {0: torch.export.Dim("N")}},
    dynamo=True,
    external_data=False,
)
# The exporter writes stack traces of this machine into the file.
model = onnx.load(HERE / "torch.onnx")
for part in [model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer]:
    del part.metadata_props[:]
    part.doc_string = ""
onnx.save(model, HERE / "torch.onnx")
with torch.no_grad():
    score = network(rows).squeeze(1)
(HERE / "torch.json").write_text(
    json.dumps({"rows": rows.tolist(), "labels": labels.int().tolist(), "p": score.tolist()}) + "\n"
)
