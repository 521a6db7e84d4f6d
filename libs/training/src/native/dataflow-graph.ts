import {
  type Attribute,
  DATA_TYPES,
  type DataType,
  encodeSavedModel,
  type NodeMessage,
  shapeMessage,
} from './saved-model.js';

/** Sides of a tensor; −1 for the batch, which is known only when a step runs. */
export type Shape = readonly number[];

/** One output of a node: what another node can read. */
export interface Tensor {
  readonly node: DataflowNode;
  /** Which of the node's outputs. */
  readonly output: number;
  readonly type: DataType;
  readonly shape: Shape;
}

/** A TensorFlow operation in the graph. */
export interface DataflowNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Tensor[];
  /** Nodes that have to run before it. */
  readonly after: readonly DataflowNode[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly outputs: readonly Tensor[];
}

/** What is given of a node; without a name it gets one. */
export interface NodeOptions {
  readonly op: string;
  readonly inputs?: readonly Tensor[];
  readonly after?: readonly DataflowNode[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly outputs: readonly Pick<Tensor, 'type' | 'shape'>[];
  readonly name?: string;
}

/** Builds a TensorFlow graph. Nodes stand in an order in which they can be computed. */
export class DataflowGraph {
  readonly #nodes: DataflowNode[] = [];
  readonly #pure = new Map<string, DataflowNode>();

  get nodes(): readonly DataflowNode[] {
    return this.#nodes;
  }

  /** A node that computes from its inputs alone. An equal one that is there already is taken again. */
  add(options: NodeOptions): DataflowNode {
    const key = JSON.stringify([options.op, inputNames(options), Object.entries(options.attributes ?? {})]);
    const known = this.#pure.get(key);
    if (known) return known;
    const node = this.addStateful(options);
    this.#pure.set(key, node);
    return node;
  }

  /** A node that reads or writes a variable, or has a name that the outside knows; never shared. */
  addStateful(options: NodeOptions): DataflowNode {
    const { op, inputs = [], after = [], attributes = {}, name = `${op}_${this.#nodes.length}` } = options;
    const outputs: Tensor[] = [];
    const node = { name, op, inputs, after, attributes, outputs };
    options.outputs.forEach(({ type, shape }, output) => outputs.push({ node, output, type, shape }));
    this.#nodes.push(node);
    return node;
  }

  constant(values: Float32Array | Int32Array, shape: Shape): Tensor {
    const type = values instanceof Float32Array ? 'float' : 'int32';
    const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const node = this.add({
      op: 'Const',
      attributes: {
        dtype: { type: DATA_TYPES[type] },
        value: {
          tensor: { dtype: DATA_TYPES[type], tensorShape: shapeMessage(shape), tensorContent: content },
        },
      },
      outputs: [{ type, shape }],
    });
    return firstOutput(node);
  }

  /** A value that each run is given. */
  placeholder(name: string, type: DataType, shape: Shape): Tensor {
    const attributes = { dtype: { type: DATA_TYPES[type] }, shape: { shape: shapeMessage(shape) } };
    return firstOutput(this.addStateful({ op: 'Placeholder', attributes, outputs: [{ type, shape }], name }));
  }

  /** The bytes of `saved_model.pb`. */
  encode(tag: string): Uint8Array {
    return encodeSavedModel(this.#nodes.map(nodeMessage), tag);
  }
}

/** The only output, or the first. */
export function firstOutput({ name, outputs: [output] }: DataflowNode): Tensor {
  if (!output) throw new RangeError(`${name}: has no output`);
  return output;
}

/** How runs of the graph call a tensor. */
export function tensorName({ node, output }: Tensor): string {
  return `${node.name}:${output}`;
}

function inputNames({ inputs = [], after = [] }: Pick<NodeOptions, 'inputs' | 'after'>): string[] {
  return [...inputs.map(tensorName), ...after.map(({ name }) => `^${name}`)];
}

function nodeMessage(node: DataflowNode): NodeMessage {
  return { name: node.name, op: node.op, input: inputNames(node), attr: node.attributes };
}
