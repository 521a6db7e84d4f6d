import { type DataflowGraph, type DataflowNode, firstOutput, type Tensor } from './dataflow-graph.js';
import { DATA_TYPES, shapeMessage } from './saved-model.js';

const FLOAT = { dtype: { type: DATA_TYPES.float } } as const;

/** A vector that lives between runs. It has to be assigned before it is read. */
export class FlatVariable {
  readonly #graph: DataflowGraph;
  readonly handle: Tensor;
  /** As it is at the start of a run, [size]. */
  readonly value: Tensor;

  constructor(graph: DataflowGraph, name: string, size: number) {
    this.#graph = graph;
    this.handle = firstOutput(
      graph.addStateful({
        op: 'VarHandleOp',
        attributes: {
          ...FLOAT,
          shape: { shape: shapeMessage([size]) },
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
        attributes: FLOAT,
        outputs: [{ type: 'float', shape: [size] }],
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
    return this.#graph.addStateful({ op, inputs: [this.handle, value], attributes: FLOAT, outputs: [] });
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
