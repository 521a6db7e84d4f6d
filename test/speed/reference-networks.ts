import { buildLayerGraph, cifarStack, type LayerGraph, type Stack } from '@blockqnn/network';
import { type Block, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';

/** A network that speed and accuracy are compared on. */
export interface ReferenceNetwork {
  /** One letter. */
  readonly key: string;
  readonly name: string;
  readonly graph: LayerGraph;
}

/** Four convolutions, one of them beside a short-cut: what searches like to find. */
const BLOCK = parseBlock('conv1@0,conv3@1,conv3@2,add@3+1,conv3@4');
const IMAGES = { input: { height: 32, width: 32, channels: 3 }, classes: 10 };

/** From large to small; all take batches of colour images with ten classes. */
export const REFERENCE_NETWORKS: readonly ReferenceNetwork[] = [
  { key: 'a', name: 'three stages', graph: buildLayerGraph(BLOCK, threeStages(32, 32, 1)) },
  { key: 'b', name: 'residual, N = 4', graph: buildLayerGraph(reference('residual'), cifarStack(IMAGES)) },
  {
    key: 'c',
    name: 'inception, N = 2',
    graph: buildLayerGraph(reference('inception'), threeStages(32, 32, 2)),
  },
  { key: 'd', name: 'small', graph: buildLayerGraph(BLOCK, threeStages(16, 8, 1)) },
];

/** The network whose accuracy is compared. */
export function referenceNetwork(key: string): ReferenceNetwork {
  const found = REFERENCE_NETWORKS.find((network) => network.key === key);
  if (!found) throw new RangeError(`no reference network is called ${key}`);
  return found;
}

/** Filters double from stage to stage. */
function threeStages(side: number, filters: number, repeats: number): Stack {
  return {
    input: { height: side, width: side, channels: 3 },
    stem: { filters, kernel: 3, stride: 1, pooling: false },
    stages: [1, 2, 4].map((times) => ({ repeats, filters: times * filters })),
    classes: IMAGES.classes,
  };
}

function reference(name: string): Block {
  const found = REFERENCE_BLOCKS.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`no reference block is called ${name}`);
  return found.block;
}
