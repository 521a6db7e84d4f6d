"""Trains a network on CIFAR-10 in PyTorch by a recipe of this system, written down once more.

Usage: python torch_training.py TASK.json

The task holds `graph`, `normalisation`, `adam`, `recipe`, `seed`, `threads`, `directory` (of the CIFAR-10
binaries), and the indices of `training` and `validation` images among those of the training files. Everything
else is PyTorch's and NumPy's own: order, augmentation, initial weights, arithmetic. Prints a line of JSON after
each epoch: {"number", "accuracy", "loss", "trainingAccuracy"}; at the end {"validation", "test"}.
"""

import json
import math
import pathlib
import sys

import numpy as np
import torch
from torch.nn import functional
from torch_network import Network, adam

SIDE = 32
EVALUATION_BATCH = 250


def read_images(files):
    """[count, 3, 32, 32] bytes and [count] labels; a record is a label, then the red, green and blue plane."""
    records = np.concatenate([np.fromfile(file, dtype=np.uint8).reshape(-1, 1 + 3 * SIDE * SIDE) for file in files])
    return records[:, 1:].reshape(-1, 3, SIDE, SIDE), records[:, 0].astype(np.int64)


def augmented(images, recipe, random):
    """A copy, each image padded with black, cropped at random and mirrored by the toss of a coin."""
    padding = recipe["cropPadding"]
    padded = np.pad(images, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    result = np.empty_like(images)
    for index in range(len(images)):
        top, left = random.integers(0, 2 * padding + 1, size=2)
        window = padded[index, :, top : top + SIDE, left : left + SIDE]
        mirrored = recipe["horizontalFlip"] and random.integers(2) == 1
        result[index] = window[:, :, ::-1] if mirrored else window
    return result


def floats(images):
    return torch.from_numpy(images).to(torch.float32, memory_format=torch.channels_last)


class Training:
    def __init__(self, task):
        self.task = task
        self.recipe = task["recipe"]
        self.random = np.random.default_rng(task["seed"])
        self.generator = torch.Generator().manual_seed(task["seed"])
        directory = pathlib.Path(task["directory"])
        self.images, self.labels = read_images(sorted(directory.glob("data_batch_*.bin")))
        self.test_images, self.test_labels = read_images([directory / "test_batch.bin"])
        self.training = np.array(task["training"])
        self.validation = np.array(task["validation"])
        self.network = Network(task["graph"]["nodes"], task["normalisation"])

    def start(self):
        self.network.initialise(self.generator)
        self.network.to(memory_format=torch.channels_last)
        self.optimiser = adam(self.network, {**self.task, "learningRate": self.recipe["learningRate"]})

    def epoch(self, rate):
        """Mean loss and accuracy while training."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.network.train()
        order = self.random.permutation(self.training)
        loss_sum = hits = 0
        for chosen in np.array_split(order, math.ceil(len(order) / self.recipe["batchSize"])):
            images = floats(augmented(self.images[chosen], self.recipe, self.random))
            labels = torch.from_numpy(self.labels[chosen])
            self.optimiser.zero_grad(set_to_none=True)
            logits = self.network(images)
            loss = functional.cross_entropy(logits, labels)
            loss.backward()
            self.optimiser.step()
            loss_sum += loss.item() * len(chosen)
            hits += (logits.argmax(1) == labels).sum().item()
        return loss_sum / len(order), hits / len(order)

    @torch.no_grad()
    def accuracy(self, images, labels):
        self.network.eval()
        hits = 0
        for start in range(0, len(labels), EVALUATION_BATCH):
            part = slice(start, start + EVALUATION_BATCH)
            hits += (self.network(floats(images[part])).argmax(1).numpy() == labels[part]).sum().item()
        return hits / len(labels)

    def run(self):
        recipe = self.recipe
        number = restarts = epoch = 0
        self.start()
        while epoch < recipe["epochs"]:
            decays = epoch // recipe["decayEpochs"]
            rate = recipe["learningRate"] * recipe["restartFactor"] ** restarts * recipe["decayFactor"] ** decays
            loss, training_accuracy = self.epoch(rate)
            accuracy = self.accuracy(self.images[self.validation], self.labels[self.validation])
            number += 1
            epoch += 1
            say({"number": number, "accuracy": accuracy, "loss": loss, "trainingAccuracy": training_accuracy})
            guessed = is_guessing(accuracy, self.labels[self.validation]) and is_guessing(
                training_accuracy, self.labels[self.training]
            )
            if epoch == 1 and guessed and restarts < recipe["maxRestarts"]:
                restarts += 1
                epoch = 0
                self.start()
        say({"validation": accuracy, "test": self.accuracy(self.test_images, self.test_labels)})


def is_guessing(accuracy, labels):
    """Whether an accuracy is below the one-sided 5 % bound of always naming the commonest class."""
    chance = np.bincount(labels).max() / len(labels)
    return accuracy <= chance + 1.645 * math.sqrt(chance * (1 - chance) / len(labels))


def say(message):
    print(json.dumps(message), flush=True)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    torch.set_num_threads(task["threads"])
    Training(task).run()


main()
