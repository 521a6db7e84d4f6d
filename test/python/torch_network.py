"""A layer graph as a PyTorch module: the same network by an independent implementation.

The rules are those of `blockqnn.domain.v1` networks: "same" padding as in TensorFlow (of an odd number of padded
rows the one more is at the end), convolutions without bias, average pooling that leaves padded positions out,
pixels 0-255 in.

One thing differs by PyTorch's design: its moving variance follows the variance divided by n - 1, n being the
values of a channel in a batch. Losses of training never see it, those of evaluation in the fourth digit or later.
"""

import json
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional


def read_safetensors(path):
    """Weights by name, float32 arrays."""
    with open(path, "rb") as file:
        data = file.read()
    (header_bytes,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + header_bytes])
    body = memoryview(data)[8 + header_bytes :]
    weights = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        weights[name] = np.frombuffer(body[start:end], dtype="<f4").reshape(entry["shape"])
    return weights


class Network(nn.Module):
    """Images [batch, channels, height, width] as float pixels 0-255 to logits [batch, classes]."""

    def __init__(self, nodes, normalisation):
        super().__init__()
        self.layers = nn.ModuleDict()
        self.steps = []
        shapes = {node["id"]: node["shape"] for node in nodes}
        self.input = nodes[0]["id"]
        self.logits = nodes[-2]["id"]
        relus = {}
        renamed = {}
        for node in nodes[1:-1]:
            inputs = [renamed.get(name, name) for name in node["inputs"]]
            if node["operation"]["kind"] == "relu":
                # Whoever writes such a network by hand applies ReLU once to a map, however many read it.
                if inputs[0] in relus:
                    renamed[node["id"]] = relus[inputs[0]]
                    continue
                relus[inputs[0]] = node["id"]
            self.steps.append((node["id"], self._step(node, shapes[node["inputs"][0]], normalisation), inputs))
        self._release()

    def _step(self, node, shape, normalisation):
        """A function of the inputs' values."""
        operation = node["operation"]
        kind = operation["kind"]
        if kind == "rescale":
            return lambda pixels: pixels * operation["scale"] + operation["offset"]
        if kind == "relu":
            return functional.relu
        if kind == "add":
            return lambda first, *others: sum(others, first)
        if kind == "concat":
            return lambda *parts: torch.cat(parts, dim=1)
        if kind == "globalAveragePooling":
            return lambda maps: maps.mean(dim=(2, 3))
        if kind in ("maxPooling", "averagePooling"):
            return pooling(kind, operation["kernel"], operation["stride"], shape)
        if kind == "convolution":
            layer = convolution(operation, shape)
        elif kind == "batchNormalisation":
            layer = nn.BatchNorm2d(
                shape["channels"], eps=normalisation["epsilon"], momentum=1 - normalisation["momentum"]
            )
        elif kind == "dense":
            layer = nn.Linear(shape["channels"], operation["units"])
        else:
            raise ValueError(f"{node['id']}: unknown operation {kind}")
        self.layers[node["id"]] = layer
        return layer

    def _release(self):
        """Which values nobody reads after each step, so that they need not be kept."""
        last = {name: index for index, (_, _, inputs) in enumerate(self.steps) for name in inputs}
        self.done = [[name for name in last if last[name] == index] for index in range(len(self.steps))]

    def forward(self, images):
        values = {self.input: images}
        for (name, step, inputs), done in zip(self.steps, self.done):
            values[name] = step(*[values[given] for given in inputs])
            for given in done:
                del values[given]
        return values[self.logits]

    @torch.no_grad()
    def load(self, weights):
        """Takes over weights in the layout of safetensors files of this system."""
        for name, layer in self.layers.items():
            for role, parameter in roles(layer).items():
                parameter.copy_(from_stored(role, weights[f"{name}/{role}"]))

    @torch.no_grad()
    def initialise(self, generator):
        """He initialisation (normal, variance 2 / fan-in); drawn by PyTorch."""
        for layer in self.layers.values():
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                fan_in = layer.weight[0].numel()
                layer.weight.copy_(torch.randn(layer.weight.shape, generator=generator) * (2 / fan_in) ** 0.5)
            else:
                layer.reset_running_stats()
                layer.weight.fill_(1)
            if layer.bias is not None:
                layer.bias.zero_()


def roles(layer):
    if isinstance(layer, nn.BatchNorm2d):
        return {
            "gamma": layer.weight,
            "beta": layer.bias,
            "movingMean": layer.running_mean,
            "movingVariance": layer.running_var,
        }
    return {"kernel": layer.weight, **({} if layer.bias is None else {"bias": layer.bias})}


def from_stored(role, values):
    tensor = torch.from_numpy(np.array(values, dtype=np.float32))
    if role != "kernel":
        return tensor
    # [height, width, in, out] to [out, in, height, width]; [in, out] to [out, in].
    return tensor.permute(3, 2, 0, 1) if tensor.dim() == 4 else tensor.t()


def same_padding(kernel, stride, shape):
    """Rows before and after, columns before and after."""
    total = [
        max((-(-shape[side] // stride) - 1) * stride + kernel - shape[side], 0) for side in ("height", "width")
    ]
    return [(rows // 2, rows - rows // 2) for rows in total]


def convolution(operation, shape):
    kernel, stride = operation["kernel"], operation["stride"]
    (top, bottom), (left, right) = same_padding(kernel, stride, shape)
    channels, filters = shape["channels"], operation["filters"]
    if top == bottom and left == right:
        return nn.Conv2d(channels, filters, kernel, stride, padding=(top, left), bias=False)
    return PaddedConvolution(channels, filters, kernel, stride, (left, right, top, bottom))


class PaddedConvolution(nn.Conv2d):
    """With a padding that differs between the sides."""

    def __init__(self, channels, filters, kernel, stride, sides):
        super().__init__(channels, filters, kernel, stride, bias=False)
        self.sides = sides

    def forward(self, maps):
        return super().forward(functional.pad(maps, self.sides))


def pooling(kind, kernel, stride, shape):
    (top, bottom), (left, right) = same_padding(kernel, stride, shape)
    even = top == bottom and left == right
    if kind == "maxPooling":
        if even:
            return lambda maps: functional.max_pool2d(maps, kernel, stride, padding=(top, left))
        sides = (left, right, top, bottom)
        return lambda maps: functional.max_pool2d(functional.pad(maps, sides, value=float("-inf")), kernel, stride)
    if not even:
        raise ValueError("averagePooling: no graph has one whose padding differs between the sides")
    return lambda maps: functional.avg_pool2d(maps, kernel, stride, padding=(top, left), count_include_pad=False)


def adam(network, task):
    """The optimiser in the fastest form that this PyTorch has."""
    settings = task["adam"]
    common = {
        "lr": task["learningRate"],
        "betas": (settings["beta1"], settings["beta2"]),
        "eps": settings["epsilon"],
    }
    for form in ({"fused": True}, {"foreach": True}, {}):
        try:
            optimiser = torch.optim.Adam(network.parameters(), **common, **form)
        except (TypeError, RuntimeError, ValueError):
            continue
        return optimiser
    raise RuntimeError("no Adam")
