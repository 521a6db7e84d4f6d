"""Trains a layer graph in Keras on JAX: the independent implementation that engines are compared with.

Usage: KERAS_BACKEND=jax python training_reference.py TASK.json

The task holds the graph's nodes, initial weights, batches and Adam's settings; arrays are base64 of
little-endian values. Prints {"losses": [...], "evaluation": ...} as JSON: the loss of each step, and
the loss on the last batch with moving statistics afterwards.
"""

import base64
import json
import sys

import keras
import numpy as np


def array(encoded, dtype):
    values = np.frombuffer(base64.b64decode(encoded["base64"]), dtype=np.dtype(dtype).newbyteorder("<"))
    return values.reshape(encoded["shape"])


def layer(node, normalisation):
    operation = node["operation"]
    kind = operation["kind"]
    name = node["id"]
    if kind == "rescale":
        return keras.layers.Rescaling(operation["scale"], operation["offset"], name=name)
    if kind == "relu":
        return keras.layers.ReLU(name=name)
    if kind == "convolution":
        return keras.layers.Conv2D(
            operation["filters"],
            operation["kernel"],
            operation["stride"],
            padding="same",
            use_bias=False,
            name=name,
        )
    if kind == "batchNormalisation":
        return keras.layers.BatchNormalization(
            momentum=normalisation["momentum"], epsilon=normalisation["epsilon"], name=name
        )
    if kind == "maxPooling":
        return keras.layers.MaxPooling2D(operation["kernel"], operation["stride"], padding="same", name=name)
    if kind == "averagePooling":
        return keras.layers.AveragePooling2D(
            operation["kernel"], operation["stride"], padding="same", name=name
        )
    if kind == "add":
        return keras.layers.Add(name=name)
    if kind == "concat":
        return keras.layers.Concatenate(name=name)
    if kind == "globalAveragePooling":
        return keras.layers.GlobalAveragePooling2D(name=name)
    if kind == "dense":
        return keras.layers.Dense(operation["units"], name=name)
    raise ValueError(f"{name}: unknown operation {kind}")


def build(task):
    """The network up to its logits, with the initial weights."""
    outputs = {}
    for node in task["nodes"]:
        kind = node["operation"]["kind"]
        if kind == "input":
            shape = node["shape"]
            outputs[node["id"]] = keras.Input((shape["height"], shape["width"], shape["channels"]))
        elif kind != "softmax":
            inputs = [outputs[name] for name in node["inputs"]]
            outputs[node["id"]] = layer(node, task["normalisation"])(inputs if len(inputs) > 1 else inputs[0])
    model = keras.Model(outputs[task["nodes"][0]["id"]], outputs[task["nodes"][-2]["id"]])
    roles = ["kernel", "bias", "gamma", "beta", "movingMean", "movingVariance"]
    for node in task["nodes"]:
        if node["weights"]:
            ordered = sorted(node["weights"], key=lambda weight: roles.index(weight["role"]))
            values = [array(task["weights"][weight["name"]], np.float32) for weight in ordered]
            model.get_layer(node["id"]).set_weights(values)
    return model


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    model = build(task)
    adam = task["adam"]
    model.compile(
        optimizer=keras.optimizers.Adam(
            task["learningRate"], beta_1=adam["beta1"], beta_2=adam["beta2"], epsilon=adam["epsilon"]
        ),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    losses = []
    for batch in task["batches"]:
        pixels = array(batch["pixels"], np.float32)
        labels = array(batch["labels"], np.int32)
        model.reset_metrics()
        losses.append(float(model.train_on_batch(pixels, labels)))
    evaluation = float(model.evaluate(pixels, labels, batch_size=len(labels), verbose=0))
    print(json.dumps({"losses": losses, "evaluation": evaluation}))


main()
