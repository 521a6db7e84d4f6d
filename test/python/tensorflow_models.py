"""Loads exported models as their users do, runs them and counts them.

Usage: python tensorflow_models.py TASK.json

The task is a list of {"images": ..., "keras": file, "savedmodel": folder}; arrays are base64 of little-endian
float32. Prints {"versions": ..., "models": [{"keras": ..., "savedmodel": ...}]} as JSON on its last line: of each
model logits and probabilities, and the FLOPs of convolutions and matrix products as TensorFlow's profiler counts
them for one image; of Keras's also the number of trainable values and the names of the layers.
"""

import base64
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2


def images_of(encoded):
    values = np.frombuffer(base64.b64decode(encoded["base64"]), dtype="<f4")
    return values.reshape(encoded["shape"])


def flat(tensor):
    return np.asarray(tensor, dtype="float64").ravel().tolist()


def flops(graph):
    """Of convolutions and matrix products: 2 for each multiply-add, padded positions included."""
    builder = tf.compat.v1.profiler.ProfileOptionBuilder
    options = (
        builder(builder.float_operation())
        .with_accounted_types(["Conv2D", "MatMul"])
        .with_empty_output()
        .build()
    )
    # The profiler looks for the operations of a session's run in the default graph.
    with graph.as_default():
        return tf.compat.v1.profiler.profile(graph, cmd="op", options=options).total_float_ops


def run_keras(path, images):
    model = keras.saving.load_model(path)
    both = keras.Model(model.input, [model.get_layer("logits").output, model.output])
    logits, probabilities = both(images, training=False)
    one = tf.TensorSpec([1, *images.shape[1:]], tf.float32)
    graph = tf.function(lambda image: model(image, training=False)).get_concrete_function(one).graph
    return {
        "logits": flat(logits),
        "probabilities": flat(probabilities),
        "flops": flops(graph),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
        "countParams": model.count_params(),
        "layers": [layer.name for layer in model.layers],
    }


def run_savedmodel(folder, images):
    serve = tf.saved_model.load(folder).signatures["serving_default"]
    outputs = serve(images=tf.constant(images))
    saved = saved_model_pb2.SavedModel()
    with open(os.path.join(folder, "saved_model.pb"), "rb") as file:
        saved.ParseFromString(file.read())
    meta = saved.meta_graphs[0]
    graph = tf.Graph()
    with graph.as_default():
        image = tf.compat.v1.placeholder(tf.float32, [1, *images.shape[1:]])
        name = meta.signature_def["serving_default"].inputs["images"].name
        tf.import_graph_def(meta.graph_def, input_map={name: image}, name="")
    return {
        "logits": flat(outputs["logits"]),
        "probabilities": flat(outputs["probabilities"]),
        "flops": flops(graph),
        "tags": list(meta.meta_info_def.tags),
        "input": serve.structured_input_signature[1]["images"].shape.as_list(),
    }


def main():
    with open(sys.argv[1]) as file:
        task = json.load(file)
    models = []
    for entry in task:
        images = images_of(entry["images"])
        models.append(
            {
                "keras": run_keras(entry["keras"], images),
                "savedmodel": run_savedmodel(entry["savedmodel"], images),
            }
        )
    versions = {"keras": keras.__version__, "tensorflow": tf.__version__}
    print("\n" + json.dumps({"versions": versions, "models": models}))


main()
