"""Reads JSON lines, each an EvaluationCompleted, and writes them again as Google's own library does.

usage: proto-json.py PROTO_DIR
"""
import importlib
import os
import sys
import tempfile

import grpc_tools
from google.protobuf import json_format
from grpc_tools import protoc

proto_dir = sys.argv[1]
with tempfile.TemporaryDirectory() as stubs:
    files = [
        "blockqnn/domain/v1/block.proto",
        "blockqnn/domain/v1/evaluation.proto",
        "blockqnn/domain/v1/recipe.proto",
        "blockqnn/domain/v1/stack.proto",
        "blockqnn/events/v1/evaluation_completed.proto",
    ]
    well_known = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")
    if protoc.main(["protoc", f"-I{proto_dir}", f"-I{well_known}", f"--python_out={stubs}", *files]) != 0:
        sys.exit("protoc failed")
    sys.path.insert(0, stubs)
    message_type = importlib.import_module("blockqnn.events.v1.evaluation_completed_pb2").EvaluationCompleted
    for line in sys.stdin:
        message = json_format.Parse(line, message_type())
        print(json_format.MessageToJson(message, always_print_fields_with_no_presence=True, indent=None))
