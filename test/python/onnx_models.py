"""Checks and counts exported ONNX models.

Usage: python onnx_models.py TASK.json

The task is a list of files. Prints {"versions": ..., "models": [...]} as JSON: of each model, once ONNX's checker has passed it in full, opset and
shapes of input and outputs, the values of its weights without moving statistics, and the FLOPs of convolutions and
matrix products for one image, 2 for each multiply-add that onnx-tool counts.
"""

import importlib.metadata
import json
import math
import sys

import numpy as np
import onnx
import onnx_tool


def shape(value):
    return [side.dim_param or side.dim_value for side in value.type.tensor_type.shape.dim]


def parameters(graph):
    """Weights that a training changes: not the moving statistics, nor the constants that rescale pixels."""
    sizes = {tensor.name: math.prod(tensor.dims) for tensor in graph.initializer}
    weights = set()
    for node in graph.node:
        if node.op_type in ("Conv", "Gemm", "BatchNormalization"):
            weights.update(node.input[1:3])
    return sum(sizes[name] for name in weights)


def flops(path, graph):
    counted = onnx_tool.Model(path, {"verbose": False}).graph
    images = graph.input[0]
    counted.shape_infer({images.name: np.zeros([1, *shape(images)[1:]], dtype=np.float32)})
    counted.profile()
    macs = 0
    for node in counted.nodemap.values():
        if node.op_type in ("Conv", "Gemm"):
            macs += node.macs[0] if isinstance(node.macs, (list, tuple)) else node.macs
    # It counts a bias as a multiply-add for each of its values; only the dense layer has one.
    return 2 * int(macs - shape(graph.output[0])[1])


def check(path):
    onnx.checker.check_model(path, full_check=True)
    model = onnx.load(path)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    return {
        "opset": {entry.domain: entry.version for entry in model.opset_import},
        "input": {value.name: shape(value) for value in inferred.graph.input},
        "output": {value.name: shape(value) for value in inferred.graph.output},
        "parameters": parameters(model.graph),
        "flops": flops(path, model.graph),
    }


def main():
    versions = {name: importlib.metadata.version(name) for name in ("onnx", "onnx-tool")}
    with open(sys.argv[1], encoding="utf-8") as file:
        models = [check(path) for path in json.load(file)]
    print(json.dumps({"versions": versions, "models": models}))


if __name__ == "__main__":
    main()
