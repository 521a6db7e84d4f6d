"""Loads exported PyTorch modules as their users do, runs, counts and trains them.

Usage: python torch_models.py TASK.json

The task is a list of {"folder": ..., "images": {"shape": ..., "base64": ...}}, images as little-endian float32 with
channels last. Prints {"versions": ..., "models": [...]} as JSON on its last line: of each model logits and
probabilities, its number of parameters, the FLOPs of convolutions and linear layers for one image, and what a
step of training did to it.
"""

import base64
import importlib.util
import json
import pathlib
import sys

import numpy as np
import safetensors
import torch
from safetensors.torch import load_file
from torch import nn

try:
    from torch.utils.flop_counter import FlopCounterMode
except ImportError:  # before PyTorch 2.1
    FlopCounterMode = None


def network_of(folder):
    spec = importlib.util.spec_from_file_location("model", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    network = module.Network()
    weights = load_file(folder / "model.safetensors")
    network.load_state_dict(weights, strict=True)
    if set(weights) != set(network.state_dict()):
        raise ValueError(f"{folder}: the file and the module name different tensors")
    return network.eval()


def images_of(encoded):
    values = np.frombuffer(base64.b64decode(encoded["base64"]), dtype="<f4").copy()
    return torch.from_numpy(values.reshape(encoded["shape"])).permute(0, 3, 1, 2)


def multiply_adds(network, image):
    """Of convolutions and linear layers, from the shapes that pass through them."""
    counts = []

    def count(module, _, output):
        counts.append(module.weight.numel() * output[0].numel() // module.weight.shape[0])

    layers = [module for module in network.modules() if isinstance(module, (nn.Conv2d, nn.Linear))]
    hooks = [layer.register_forward_hook(count) for layer in layers]
    network(image)
    for hook in hooks:
        hook.remove()
    return sum(counts)


def counted_flops(network, image):
    """The same by PyTorch's own counter, where it has one."""
    if FlopCounterMode is None:
        return None
    with FlopCounterMode(display=False) as counter:
        network(image)
    return counter.get_total_flops()


def training_step(network, images):
    """How far the loss falls, and how far the stem's moving mean is from 0.9 of what it was and 0.1 of the batch's."""
    seen = []
    hook = network.stem_bn.register_forward_hook(lambda _, inputs, __: seen.append(inputs[0].mean(dim=(0, 2, 3))))
    before = network.stem_bn.running_mean.clone()
    labels = torch.zeros(len(images), dtype=torch.long)
    optimizer = torch.optim.SGD(network.parameters(), lr=1e-4)
    network.train()
    losses = []
    for _ in range(2):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(network(images), labels)
        loss.backward()
        if not losses:
            moved = network.stem_bn.running_mean - (0.9 * before + 0.1 * seen[0])
        optimizer.step()
        losses.append(loss.item())
    hook.remove()
    return {
        "losses": losses,
        "movingMeanError": moved.abs().max().item(),
        "untrained": [name for name, parameter in network.named_parameters() if parameter.grad is None],
    }


def run(folder, images):
    network = network_of(pathlib.Path(folder))
    with torch.no_grad():
        findings = {
            "logits": network(images).flatten().tolist(),
            "probabilities": network.probabilities(images).flatten().tolist(),
            "parameters": sum(parameter.numel() for parameter in network.parameters()),
            "flops": 2 * multiply_adds(network, images[:1]),
            "countedFlops": counted_flops(network, images[:1]),
        }
    return {**findings, "training": training_step(network, images)}


def main():
    torch.set_num_threads(1)
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    models = [run(entry["folder"], images_of(entry["images"])) for entry in task]
    versions = {"torch": torch.__version__, "safetensors": safetensors.__version__}
    print(json.dumps({"versions": versions, "models": models}))


if __name__ == "__main__":
    main()
