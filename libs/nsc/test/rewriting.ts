/** Other codes of the same block, made by the equivalences that the canonical form promises to see through. */
import { type Block, createBlock, type Layer, MAX_LAYERS } from '@blockqnn/nsc';
import type { Draw } from './arbitraries.js';

/** The same graph with its layers in another order and operands swapped at random. */
export function reorder(block: Block, draw: Draw): Block {
  const places = new Map([[0, 0]]);
  const open = new Set(block.layers.keys());
  const layers: Layer[] = [];
  while (open.size > 0) {
    const ready = [...open].filter((position) =>
      block.layers[position]?.predecessors.every((predecessor) => places.has(predecessor)),
    );
    const position = ready[draw(ready.length)] ?? -1;
    const layer = block.layers[position];
    if (layer === undefined) throw new Error('a block has no cycles');
    const moved = layer.predecessors.map((predecessor) => places.get(predecessor) ?? 0);
    layers.push(withPredecessors(layer, draw(2) === 0 ? moved : moved.reverse()));
    places.set(position + 1, layers.length);
    open.delete(position);
  }
  return createBlock(layers);
}

/** With a layer that only forwards put into a random link. The same block where it has no room. */
export function insertForwarding(block: Block, draw: Draw): Block {
  if (block.layers.length === MAX_LAYERS) return block;
  const reader = draw(block.layers.length);
  const predecessors = block.layers[reader]?.predecessors ?? [];
  const slot = draw(predecessors.length);
  const [type, kernel] = ([['identity'], ['maxPooling', 1], ['averagePooling', 1]] as const)[draw(3)] ?? [
    'identity',
  ];
  const forwarding = {
    type,
    ...(kernel === undefined ? {} : { kernel }),
    predecessors: [predecessors[slot]],
  } as Layer;
  return insertBefore(block, reader, forwarding, slot);
}

/** With a second copy of a weightless layer, read in place of the first by one of several readers, if there are. */
export function repeatWeightless(block: Block, draw: Draw): Block {
  if (block.layers.length === MAX_LAYERS) return block;
  const links = block.layers.flatMap(({ predecessors }, reader) =>
    predecessors.map((predecessor, slot) => ({ reader, slot, predecessor })),
  );
  const shared = links.filter(({ predecessor }) => {
    const type = block.layers[predecessor - 1]?.type;
    const readers = links.filter((link) => link.predecessor === predecessor).length;
    return readers > 1 && (type === 'maxPooling' || type === 'averagePooling' || type === 'concat');
  });
  const chosen = shared[draw(Math.max(shared.length, 1))];
  if (chosen === undefined) return block;
  const copied = block.layers[chosen.predecessor - 1];
  return copied === undefined ? block : insertBefore(block, chosen.reader, copied, chosen.slot);
}

/** Puts a layer right before a reader, whose one predecessor it becomes. */
function insertBefore(block: Block, reader: number, inserted: Layer, slot: number): Block {
  const moved = block.layers.map((layer, position) =>
    withPredecessors(
      layer,
      layer.predecessors.map((predecessor, place) => {
        if (position === reader && place === slot) return reader + 1;
        return predecessor > reader ? predecessor + 1 : predecessor;
      }),
    ),
  );
  return createBlock([...moved.slice(0, reader), inserted, ...moved.slice(reader)]);
}

function withPredecessors(layer: Layer, predecessors: readonly number[]): Layer {
  // As many as before, which the type of a list does not say; createBlock checks it.
  return { ...layer, predecessors } as unknown as Layer;
}
