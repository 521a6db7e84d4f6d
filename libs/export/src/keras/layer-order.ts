import type { GraphNode, LayerGraph } from '@blockqnn/network';

/**
 * The nodes in the order in which Keras lists a functional model's layers once it has loaded it: by their
 * longest way to the output, longest first; of equally far ones by when a search finds them that starts at
 * the output and follows inputs, in order, into the depth. Weights are found by their place in this order.
 */
export function kerasLayerOrder({ nodes }: LayerGraph): readonly GraphNode[] {
  const distances = distancesToOutput(nodes);
  const found = searchFromOutput(nodes);
  const place = (places: ReadonlyMap<string, number>, { id }: GraphNode): number => places.get(id) ?? 0;
  return nodes.toSorted(
    (left, right) =>
      place(distances, right) - place(distances, left) || place(found, left) - place(found, right),
  );
}

function distancesToOutput(nodes: readonly GraphNode[]): ReadonlyMap<string, number> {
  const distances = new Map<string, number>();
  for (const { id, inputs } of nodes.toReversed()) {
    const distance = distances.get(id) ?? 0;
    for (const input of inputs) distances.set(input, Math.max(distances.get(input) ?? 0, distance + 1));
  }
  return distances;
}

function searchFromOutput(nodes: readonly GraphNode[]): ReadonlyMap<string, number> {
  const inputsOf = new Map(nodes.map(({ id, inputs }) => [id, inputs]));
  const found = new Map<string, number>();
  // A stack of our own: networks are deeper than calls may nest.
  const next = nodes.slice(-1).map(({ id }) => id);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (found.has(id)) continue;
    found.set(id, found.size);
    next.push(...(inputsOf.get(id) ?? []).toReversed());
  }
  return found;
}
