import type { GraphNode, WeightSpec } from '@blockqnn/network';

/** A weight tensor of a network while it is trained. */
export interface Parameter {
  readonly spec: WeightSpec;
  readonly values: Float32Array;
  /** Of the last step's loss; left at 0 for moving statistics. */
  readonly gradient: Float32Array;
}

export function createParameter(spec: WeightSpec): Parameter {
  const size = spec.shape.reduce((product, side) => product * side, 1);
  return { spec, values: new Float32Array(size), gradient: new Float32Array(size) };
}

/** Finds a node's parameter by its role. */
export type ParameterOf = (role: WeightSpec['role']) => Parameter;

export function parametersOf(node: GraphNode, parameters: ReadonlyMap<string, Parameter>): ParameterOf {
  return (role) => {
    const spec = node.weights.find((weight) => weight.role === role);
    const parameter = spec && parameters.get(spec.name);
    if (!parameter) throw new RangeError(`${node.id}: has no ${role}`);
    return parameter;
  };
}
