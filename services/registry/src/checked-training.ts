import {
  blockName,
  parseTrainingName,
  recipeFromProto,
  stackFromProto,
  type Training,
  type TrainingMessage,
} from '@blockqnn/api';
import { buildLayerGraph, NetworkError, stackSchema, type LayerGraph } from '@blockqnn/network';
import { blockId, canonicalBlock, NscError, parseBlock } from '@blockqnn/nsc';
import { invalidArgument, validate } from '@blockqnn/rpc';
import { recipeSchema } from '@blockqnn/training/recipes';
import { z } from 'zod';

const MAX_SEED = 2 ** 32 - 1;
const share = z.number().min(0, 'must be 0 to 1').max(1, 'must be 0 to 1');
const count = z.int().min(1, 'must be at least 1');
const label = z
  .string()
  .regex(/^\P{Cc}*$/u, 'must be without control characters')
  .max(200, 'must have at most 200 characters');

const trainingSchema = z
  .object({
    name: z
      .string()
      .refine(
        (name) => parseTrainingName(name) !== undefined,
        'must be "trainings/{training}", training being 32 lower-case hexadecimal digits',
      ),
    block: part('block', { name: z.string(), nsc: z.string().transform(readBlock) }),
    dataset: label.min(1, 'must be set'),
    stack: message(stackFromProto).pipe(stackSchema),
    recipe: message(recipeFromProto).pipe(recipeSchema),
    seed: z.int().min(0, `must be 0 to ${MAX_SEED}`).max(MAX_SEED, `must be 0 to ${MAX_SEED}`),
    epochs: count,
    bestEpoch: count,
    validationAccuracy: share,
    testAccuracy: share,
    testImages: count,
    weightsSha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
    curveSha256: z.string().regex(/^([0-9a-f]{64})?$/, 'must be 64 lower-case hexadecimal digits, or empty'),
    device: label,
    engineVersion: label,
    duration: part('duration', {
      seconds: z.int().min(0, 'must be at least 0'),
      nanos: z.int().min(0).max(999_999_999),
    }),
  })
  .refine(({ epochs, bestEpoch }) => bestEpoch <= epochs, {
    path: ['bestEpoch'],
    message: 'must be at most epochs',
  })
  .refine(({ block }) => block.name === '' || block.name === blockName(blockId(block.nsc)), {
    path: ['block', 'name'],
    message: 'must be the name that follows from block.nsc, or empty',
  });

/** A training that can be kept, and its network. */
export interface CheckedTraining {
  readonly training: Training;
  readonly graph: LayerGraph;
}

/** Checks what a caller wants kept; figures are those of block and stack, whatever was sent. */
export function checkTraining(message: TrainingMessage | null): CheckedTraining {
  if (!message) throw invalidArgument([{ field: 'training', description: 'must be set' }]);
  const { name, block, duration, ...checked } = validate(trainingSchema, message, 'training');
  const graph = graphOf(block.nsc, checked.stack);
  return {
    graph,
    training: {
      ...checked,
      id: parseTrainingName(name) ?? '',
      block: block.nsc,
      figures: graph.figures,
      seconds: duration.seconds + duration.nanos / 1e9,
    },
  };
}

function graphOf(...[block, stack]: Parameters<typeof buildLayerGraph>): LayerGraph {
  try {
    return buildLayerGraph(block, stack);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw invalidArgument([{ field: 'training.stack', description: error.message }]);
  }
}

/** A message that has to be there. */
function part<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  return z.object(shape, `${name} must be set`);
}

/** A message that has to be there, in its form without the wire; unchecked. */
function message(convert: (message: never) => unknown) {
  return z.unknown().transform((value, context): unknown => {
    // What came over the wire has the form of its message.
    if (typeof value === 'object' && value !== null) return convert(value as never);
    context.addIssue({ code: 'custom', message: 'must be set' });
    return z.NEVER;
  });
}

function readBlock(nsc: string, context: z.RefinementCtx) {
  try {
    return canonicalBlock(parseBlock(nsc));
  } catch (error) {
    if (!(error instanceof NscError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}
