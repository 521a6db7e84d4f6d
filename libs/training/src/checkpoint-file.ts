import { createHash } from 'node:crypto';
import {
  decodeSafetensorsFile,
  MAX_WEIGHTS_BYTES,
  NetworkError,
  safetensorsParts,
  type SafetensorsFile,
  type Weights,
  type WeightTensor,
} from '@blockqnn/network';
import { z } from 'zod';
import { type Checkpoint, ForeignCheckpointError } from './checkpoint.js';
import { recipeSchema } from './recipe.js';

// A safetensors file: the network's weights, its optimiser's moments and the best weights so far as
// tensors called weights/NAME, moments/NAME and best/NAME; all else as JSON in the metadata, beside a
// SHA-256 of everything.

const FORMAT = 'blockqnn-checkpoint-2';

/** Bytes of a file, at most: weights, two moments and the best weights. */
export const MAX_CHECKPOINT_BYTES = 4 * MAX_WEIGHTS_BYTES;

/** A file that is no whole checkpoint, for instance because writing it was interrupted. */
export class DamagedCheckpointError extends Error {
  override readonly name = 'DamagedCheckpointError';
}

const count = z.int().min(0);
const figure = z.number();
const trainingSchema = z.strictObject({
  identity: z.strictObject({
    graph: z.string(),
    dataset: z.string(),
    images: z.string(),
    recipe: recipeSchema,
    seed: count,
    engine: z.enum(['wasm', 'native']),
    engineVersion: z.string(),
  }),
  seconds: figure,
  steps: count,
  epochs: z
    .array(
      z.strictObject({
        number: count,
        accuracy: figure,
        loss: figure,
        trainingAccuracy: figure,
        learningRate: figure,
        seconds: figure,
      }),
    )
    .readonly(),
  restarts: count,
  best: z.strictObject({ epoch: count, accuracy: figure, loss: figure }).optional(),
  position: z
    .strictObject({
      steps: count,
      totals: z.strictObject({ loss: figure, correct: count, images: count }),
      startSeconds: figure,
    })
    .optional(),
});

/** The bytes of a checkpoint's file, part by part. */
export function checkpointParts({ identity, progress, network, seconds }: Checkpoint): readonly Uint8Array[] {
  const { best, ...rest } = progress;
  const tensors = new Map([
    ...named('weights', network.weights),
    ...named('moments', network.moments),
    ...named('best', best?.weights ?? new Map()),
  ]);
  const figures = best && { epoch: best.epoch, accuracy: best.accuracy, loss: best.loss };
  const training = JSON.stringify({
    identity,
    seconds,
    steps: network.steps,
    ...rest,
    ...(figures && { best: figures }),
  } satisfies z.input<typeof trainingSchema>);
  const metadata = { format: FORMAT, training, sha256: digestOf(FORMAT, training, tensors) };
  return safetensorsParts(tensors, { metadata, maxBytes: MAX_CHECKPOINT_BYTES });
}

/**
 * The inverse of {@link checkpointParts}. Throws {@link DamagedCheckpointError} where the file is not
 * whole, {@link ForeignCheckpointError} where another version of the program wrote it.
 */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decode(bytes);
  const [format = '', training = ''] = [metadata.get('format'), metadata.get('training')];
  if (metadata.get('sha256') !== digestOf(format, training, tensors)) {
    throw new DamagedCheckpointError('its checksum does not fit its content');
  }
  if (format !== FORMAT) throw foreign(`format: ${JSON.stringify(format.slice(0, 60))}`);
  const { data, error } = trainingSchema.safeParse(jsonOf(training));
  if (!data) {
    const fault = error.issues[0];
    throw foreign(`${fault?.path.join('.') ?? ''}: ${fault?.message ?? 'invalid'}`);
  }
  const { identity, seconds, steps, epochs, restarts, best, position } = data;
  return {
    identity,
    seconds,
    network: { weights: under('weights', tensors), moments: under('moments', tensors), steps },
    progress: {
      epochs,
      restarts,
      ...(best && { best: { ...best, weights: under('best', tensors) } }),
      ...(position && { position }),
    },
  };
}

function foreign(fault: string): ForeignCheckpointError {
  return new ForeignCheckpointError(`checkpoint: written by another version of this program: ${fault}`);
}

function jsonOf(training: string): unknown {
  try {
    return JSON.parse(training);
  } catch (error) {
    throw foreign(`training: ${(error as Error).message}`);
  }
}

function decode(bytes: Uint8Array): SafetensorsFile {
  try {
    return decodeSafetensorsFile(bytes, { maxBytes: MAX_CHECKPOINT_BYTES });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new DamagedCheckpointError(error.message, { cause: error });
  }
}

function named(kind: string, weights: Weights): readonly (readonly [string, WeightTensor])[] {
  return [...weights].map(([name, tensor]) => [`${kind}/${name}`, tensor]);
}

function under(kind: string, tensors: Weights): Weights {
  const prefix = `${kind}/`;
  return new Map(
    [...tensors]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
}

function digestOf(format: string, training: string, tensors: Weights): string {
  const hash = createHash('sha256').update(JSON.stringify([format, training]));
  for (const name of [...tensors.keys()].sort()) {
    const tensor = tensors.get(name);
    if (tensor) hash.update(JSON.stringify([name, tensor.shape])).update(tensor.data);
  }
  return hash.digest('hex');
}
