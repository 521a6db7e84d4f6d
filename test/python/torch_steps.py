"""Takes some training steps of a layer graph in PyTorch.

Usage: python torch_steps.py TASK.json

The task holds `graph`, `normalisation`, `adam`, `learningRate`, `weights` (path of a safetensors file) and
`batches`: `pixels` and `labels` each, base64 of bytes and of little-endian int32. Prints {"losses": [...],
"evaluation": ...} as JSON: the loss of each step, and that on the last batch with moving statistics afterwards.
"""

import base64
import json
import sys

import numpy as np
import torch
from torch.nn import functional
from torch_network import Network, adam, read_safetensors


def tensors(batch, shape):
    pixels = np.frombuffer(base64.b64decode(batch["pixels"]), dtype=np.uint8)
    pixels = pixels.reshape(-1, shape["height"], shape["width"], shape["channels"]).transpose(0, 3, 1, 2)
    labels = np.frombuffer(base64.b64decode(batch["labels"]), dtype="<i4")
    return torch.from_numpy(pixels.astype(np.float32)), torch.from_numpy(labels.astype(np.int64))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    nodes = task["graph"]["nodes"]
    network = Network(nodes, task["normalisation"])
    network.load(read_safetensors(task["weights"]))
    optimiser = adam(network, task)
    network.train()
    losses = []
    for batch in task["batches"]:
        images, labels = tensors(batch, nodes[0]["shape"])
        optimiser.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(network(images), labels)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    network.eval()
    with torch.no_grad():
        evaluation = functional.cross_entropy(network(images), labels).item()
    print(json.dumps({"losses": losses, "evaluation": evaluation}))


main()
