"""Trains a network in PyTorch for as long as it is told, and says how many steps that were.

Usage: python torch_speed.py TASK.json THREADS default|channels_last

The task holds the graph's `graph`, `normalisation`, `adam`, `learningRate`, `batchSize` and `weights` (path of a
safetensors file). Prints a line of JSON when it is ready; then, for each line `SECONDS` on standard input, trains
for about that long and prints {"steps": n, "seconds": s}. Ends with the input.
"""

import json
import sys
import time

import torch
from torch.nn import functional
from torch_network import Network, adam, read_safetensors

WARM_UP_STEPS = 3
IMAGES = 256


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    torch.set_num_threads(int(sys.argv[2]))
    layout = {"default": torch.contiguous_format, "channels_last": torch.channels_last}[sys.argv[3]]
    network = Network(task["graph"]["nodes"], task["normalisation"])
    network.load(read_safetensors(task["weights"]))
    network.to(memory_format=layout).train()
    optimiser = adam(network, task)
    shape = task["graph"]["nodes"][0]["shape"]
    generator = torch.Generator().manual_seed(1)
    # Pixels that mean nothing: speed does not depend on them.
    pixels = torch.randint(
        0, 256, (IMAGES, shape["channels"], shape["height"], shape["width"]), generator=generator, dtype=torch.uint8
    ).contiguous(memory_format=layout)
    labels = torch.arange(IMAGES) % 10

    def step():
        chosen = torch.randint(0, IMAGES, (task["batchSize"],), generator=generator)
        images = pixels[chosen].to(torch.float32, memory_format=layout)
        optimiser.zero_grad(set_to_none=True)
        logits = network(images)
        loss = functional.cross_entropy(logits, labels[chosen])
        loss.backward()
        optimiser.step()
        return loss.item(), (logits.argmax(1) == labels[chosen]).sum().item()

    for _ in range(WARM_UP_STEPS):
        step()
    say({"version": torch.__version__, "threads": torch.get_num_threads()})
    for line in sys.stdin:
        begin = time.perf_counter()
        end = begin + float(line)
        steps = 0
        now = begin
        while now < end:
            step()
            steps += 1
            now = time.perf_counter()
        say({"steps": steps, "seconds": now - begin})


def say(message):
    print(json.dumps(message), flush=True)


main()
