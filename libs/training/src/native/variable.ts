import { type DataflowGraph, type DataflowNode, firstOutput, type Tensor } from './dataflow-graph.js';
import { type Attribute, DATA_TYPES, shapeMessage } from './saved-model.js';

/** A tensor that lives between runs. It has to be assigned before it is read. */
export class Variable {
  readonly #graph: DataflowGraph;
  readonly #type: { readonly dtype: Attribute };
  readonly handle: Tensor;
  /** As it is at the start of a run. */
  readonly value: Tensor;

  /** @param of - type and shape of the values */
  constructor(graph: DataflowGraph, name: string, of: Pick<Tensor, 'type' | 'shape'>) {
    this.#graph = graph;
    this.#type = { dtype: { type: DATA_TYPES[of.type] } };
    this.handle = firstOutput(
      graph.addStateful({
        op: 'VarHandleOp',
        attributes: {
          ...this.#type,
          shape: { shape: shapeMessage(of.shape) },
          shared_name: { s: Buffer.from(name) },
        },
        outputs: [{ type: 'resource', shape: [] }],
        name,
      }),
    );
    this.value = firstOutput(
      graph.addStateful({
        op: 'ReadVariableOp',
        inputs: [this.handle],
        attributes: this.#type,
        outputs: [of],
        name: `${name}_value`,
      }),
    );
  }

  assign(value: Tensor): DataflowNode {
    return this.#update('AssignVariableOp', value);
  }

  /** Adds; what is added has to depend on {@link value}, so that reading comes first. */
  addTo(change: Tensor): DataflowNode {
    return this.#update('AssignAddVariableOp', change);
  }

  #update(op: string, value: Tensor): DataflowNode {
    const inputs = [this.handle, value];
    return this.#graph.addStateful({ op, inputs, attributes: this.#type, outputs: [] });
  }
}

/** The tensor under a name, there only once all the nodes have run. */
export function runAfter(
  graph: DataflowGraph,
  name: string,
  tensor: Tensor,
  after: readonly DataflowNode[],
): Tensor {
  const { type, shape } = tensor;
  const attributes = { T: { type: DATA_TYPES[type] } };
  const outputs = [{ type, shape }];
  return firstOutput(
    graph.addStateful({ op: 'Identity', inputs: [tensor], after, attributes, outputs, name }),
  );
}
