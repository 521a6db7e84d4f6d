import type { Stack } from '@blockqnn/network';

const REPORT = `best = int(probabilities.argmax())
print(f"class {best} of {len(probabilities)}, probability {probabilities[best]:.4f}")
`;

/** A program that loads a Keras archive. */
export function kerasExample({ input: { height, width, channels } }: Stack): string {
  return `import keras
import numpy as np

model = keras.saving.load_model("model.keras")

# One grey image; yours go here, as pixel values 0 to 255.
images = np.full((1, ${height}, ${width}, ${channels}), 127, dtype="float32")
probabilities = model.predict(images, verbose=0)[0]
${REPORT}`;
}

/** A program that loads a PyTorch module and its weights. */
export function pytorchExample({ input: { height, width, channels } }: Stack): string {
  return `import torch
from safetensors.torch import load_file

from model import Network

network = Network()
network.load_state_dict(load_file("model.safetensors"))
network.eval()

# One grey image, channels first; yours go here, as pixel values 0 to 255.
images = torch.full((1, ${channels}, ${height}, ${width}), 127.0)
with torch.no_grad():
    probabilities = network.probabilities(images)[0]
${REPORT}`;
}

/** A program that loads a SavedModel. */
export function savedModelExample({ input: { height, width, channels } }: Stack): string {
  return `import tensorflow as tf

model = tf.saved_model.load(".")
serve = model.signatures["serving_default"]

# One grey image; yours go here, as pixel values 0 to 255.
images = tf.fill((1, ${height}, ${width}, ${channels}), 127.0)
probabilities = serve(images=images)["probabilities"].numpy()[0]
${REPORT}`;
}
