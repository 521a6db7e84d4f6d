import type { LayerGraph } from '@blockqnn/network';
import { dispose, type Tensor4D } from '@tensorflow/tfjs-core';
import { createLayer } from './create-layer.js';
import { addMaps } from './elementwise.js';
import type { ForwardPass, Layer } from './layer.js';
import { type Parameter, parametersOf } from './parameter.js';
import { planNodes } from './planned-nodes.js';

/** A node in the order of computation. */
interface Step {
  readonly layer: Layer;
  /** Positions of the nodes that it reads. */
  readonly inputs: readonly number[];
  /** Positions of the nodes whose outputs nobody reads after it. */
  readonly lastReads: readonly number[];
  /** Whether the node, or anything before it, is trained. */
  readonly isTrained: boolean;
}

/** Runs a network forward to its logits, and back. Outputs are freed as soon as nobody needs them. */
export class Tape {
  /** All nodes but the softmax and ReLUs that convolutions take up. */
  readonly #steps: readonly Step[];

  constructor(graph: LayerGraph, parameters: ReadonlyMap<string, Parameter>) {
    this.#steps = planSteps(graph, parameters);
  }

  /** Logits [batch, 1, 1, classes] with moving statistics. Takes the images over. */
  infer(images: Tensor4D): Tensor4D {
    return this.#forward(images, (layer, inputs) => layer.infer(inputs));
  }

  /** Logits with batch statistics, and a function that fills the parameters' gradients. Takes the images over. */
  train(images: Tensor4D): { readonly logits: Tensor4D; backward(logitsGradient: Tensor4D): void } {
    const passes: (ForwardPass | undefined)[] = [undefined];
    const logits = this.#forward(images, (layer, inputs) => {
      const pass = layer.train(inputs);
      passes.push(pass);
      return pass.output;
    });
    return {
      logits,
      backward: (gradient) => {
        this.#backward(passes, gradient);
      },
    };
  }

  dispose(): void {
    for (const { layer } of this.#steps) layer.dispose?.();
  }

  #forward(images: Tensor4D, run: (layer: Layer, inputs: Tensor4D[]) => Tensor4D): Tensor4D {
    const outputs = new Map([[0, images]]);
    const outputOf = (position: number): Tensor4D => {
      const output = outputs.get(position);
      if (!output) throw new RangeError(`node ${position}: read before it is computed`);
      return output;
    };
    for (const [position, { layer, inputs, lastReads }] of this.#steps.entries()) {
      if (position === 0) continue;
      outputs.set(position, run(layer, inputs.map(outputOf)));
      for (const read of lastReads) {
        outputOf(read).dispose();
        outputs.delete(read);
      }
    }
    return outputOf(this.#steps.length - 1);
  }

  #backward(passes: readonly (ForwardPass | undefined)[], logitsGradient: Tensor4D): void {
    const gradients = new Map([[this.#steps.length - 1, logitsGradient]]);
    for (let position = this.#steps.length - 1; position > 0; position -= 1) {
      const step = this.#steps[position];
      const pass = passes[position];
      const gradient = gradients.get(position);
      if (step && pass && gradient && step.isTrained) {
        for (const [index, inputGradient] of pass.backward(gradient).entries()) {
          this.#credit(gradients, step.inputs[index] ?? 0, inputGradient);
        }
      }
      gradient?.dispose();
      if (pass) dispose([...pass.kept]);
    }
  }

  /** Adds to the gradient of a node's output; takes the gradient over. */
  #credit(gradients: Map<number, Tensor4D>, position: number, gradient: Tensor4D): void {
    const sum = gradients.get(position);
    if (!this.#steps[position]?.isTrained) {
      gradient.dispose();
    } else if (!sum) {
      gradients.set(position, gradient);
    } else {
      gradients.set(position, addMaps(sum, gradient));
      dispose([sum, gradient]);
    }
  }
}

function planSteps(graph: LayerGraph, parameters: ReadonlyMap<string, Parameter>): Step[] {
  const nodes = planNodes(graph.nodes.slice(0, -1));
  const positions = new Map(nodes.map(({ node }, position) => [node.id, position]));
  const inputsOf = nodes.map(({ node, inputs }) =>
    inputs.map((input) => {
      const position = positions.get(input);
      if (position === undefined)
        throw new RangeError(`${node.id}: reads ${input}, which does not come before it`);
      return position;
    }),
  );
  const lastReader = new Map(
    inputsOf.flatMap((inputs, position) => inputs.map((input) => [input, position])),
  );
  const trained: boolean[] = [];
  return nodes.map(({ node, rectifies }, position) => {
    const inputs = inputsOf[position] ?? [];
    const needsInputGradient = inputs.some((input) => trained[input]);
    const isTrained = needsInputGradient || node.weights.some(({ trainable }) => trainable);
    trained.push(isTrained);
    return {
      layer: createLayer(node, parametersOf(node, parameters), needsInputGradient, rectifies),
      inputs,
      lastReads: [...new Set(inputs)].filter((input) => lastReader.get(input) === position),
      isTrained,
    };
  });
}
