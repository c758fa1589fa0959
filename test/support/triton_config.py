"""Reads a config.pbtxt with Triton's own definition of it. Prints JSON."""
import json
import sys

from google.protobuf import json_format, text_format
from tritonclient.grpc import model_config_pb2

with open(sys.argv[1]) as file:
    config = text_format.Parse(file.read(), model_config_pb2.ModelConfig())
json.dump(json_format.MessageToDict(config, preserving_proto_field_name=True), sys.stdout)
