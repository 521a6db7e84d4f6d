import { z } from 'zod';

/** How far a checkpoint is, and of what. */
export interface CheckpointPlace {
  /** Equal ones belong to one training on equal engines. */
  readonly identity: unknown;
  /** Finished epochs. */
  readonly epochs: number;
  /** Steps of the epoch under way. */
  readonly steps: number;
}

const placeSchema = z.object({
  identity: z.unknown(),
  epochs: z.array(z.unknown()),
  position: z.object({ steps: z.int().min(0) }).optional(),
});

/** From the metadata of a checkpoint's safetensors file, not its tensors; undefined where it says nothing of the kind. */
export function checkpointPlace(metadata: ReadonlyMap<string, string>): CheckpointPlace | undefined {
  let training: unknown;
  try {
    training = JSON.parse(metadata.get('training') ?? '');
  } catch {
    return undefined;
  }
  const { data } = placeSchema.safeParse(training);
  if (!data) return undefined;
  const { identity, epochs, position } = data;
  return {
    identity: { format: metadata.get('format'), identity },
    epochs: epochs.length,
    steps: position?.steps ?? 0,
  };
}

/** Whether one is further than the other, both being of one training. */
export function isFurther(one: CheckpointPlace, other: CheckpointPlace): boolean {
  return one.epochs > other.epochs || (one.epochs === other.epochs && one.steps > other.steps);
}
