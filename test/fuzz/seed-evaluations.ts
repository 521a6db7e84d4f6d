import { evaluationToProto } from '@blockqnn/api';
import { encodeEvaluationCompleted, type EventBus } from '@blockqnn/events';
import { buildLayerGraph, smallStack, type Stack } from '@blockqnn/network';
import { blockId, parseBlock } from '@blockqnn/nsc';

/** The stack that everything known to the registry under test was trained in. */
export const SEED_STACK: Stack = smallStack({ input: { height: 8, width: 8, channels: 3 }, classes: 10 });
/** Codes of the blocks that it knows. */
export const SEED_CODES = [
  'conv1@0',
  'conv3@0',
  'max3@0',
  'conv3@0,conv3@1,add@2+0',
  'conv1@0,conv3@0,cat@1+2',
];
export const SEED_SEARCH = 'seeded';
const EVALUATIONS = 120;

export const SEED_BLOCK_IDS: readonly string[] = SEED_CODES.map((code) => blockId(parseBlock(code)));

/** Publishes what a search would have found: measurements and failures of a handful of blocks. */
export async function publishSeedEvaluations(bus: EventBus): Promise<void> {
  const never = new AbortController().signal;
  for (let trial = 1; trial <= EVALUATIONS; trial += 1) {
    const block = parseBlock(SEED_CODES[trial % SEED_CODES.length] ?? '');
    const accuracy = (trial % 97) / 100;
    const epochs = [
      { number: 1, accuracy, loss: 1.5, trainingAccuracy: accuracy, learningRate: 0.001, seconds: 1 },
    ];
    const message = evaluationToProto({
      searchId: SEED_SEARCH,
      trialNumber: trial,
      block,
      dataset: trial % 2 === 0 ? 'cifar10' : 'procedural',
      stack: SEED_STACK,
      figures: buildLayerGraph(block, SEED_STACK).figures,
      outcome:
        trial % 10 === 0
          ? { kind: 'failed', reason: 'diverged', message: 'the loss is NaN' }
          : {
              kind: 'measured',
              accuracy,
              epochs,
              seconds: 2,
              device: 'wasm',
              restarts: 0,
              weightsSha256: '',
            },
      reward: 100 * accuracy,
      attempt: 1,
      worker: 'worker-1',
      completedAtMs: 1_700_000_000_000 + trial,
      provenance: undefined,
    });
    await bus.publish(encodeEvaluationCompleted(message), never);
  }
}
