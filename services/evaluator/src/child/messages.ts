import { recipeSchema } from '@blockqnn/training/recipes';
import { stackSchema } from '@blockqnn/network';
import { z } from 'zod';

/**
 * What the service and a training child say to each other over Node's IPC channel, structured-cloned
 * (`serialization: 'advanced'`), so bytes travel as bytes. Both sides check what arrives: the other
 * side may be dying, or of another build.
 */

const job = z.int().min(1);
const text = z.string();
const seconds = z.number().min(0);

const epochSchema = z.strictObject({
  number: z.int().min(1),
  accuracy: z.number(),
  loss: z.number(),
  trainingAccuracy: z.number(),
  learningRate: z.number(),
  seconds,
});

/** A block to train, with everything that is needed for it. */
const trainingJobSchema = z.strictObject({
  /** Canonical block as NSC text. */
  nsc: text,
  /** Dataset reference, for instance `cifar10?limit=2000`. */
  dataset: text,
  stack: stackSchema,
  recipe: recipeSchema,
  /** 0 to 2^32 − 1. */
  seed: z.int().min(0),
  /** Whether the trained weights are to be sent back with the result. */
  wantWeights: z.boolean(),
});

/** A model to train in full, with everything that is needed for it. */
const modelJobSchema = trainingJobSchema.omit({ wantWeights: true }).extend({
  /** As `trainingId` names it. */
  id: text,
  /** Where checkpoints and the result are kept; the folder above it is there. */
  folder: text,
  /** Whether checkpoints and result that are there are thrown away first. */
  restart: z.boolean(),
});

/** To the child. The first message is `start`; then one `train` or `trainModel` at a time. */
export const parentMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    /** Dataset sources as text, `NAME=KIND:DIRECTORY`. */
    sources: z.array(text),
    /** A network that needs more memory than this is not trained. */
    memoryLimitBytes: z.int().min(1),
    /** At most so many, where the engine has several. */
    threads: z.int().min(1),
    /** Undefined: the fastest that there is. */
    engine: z.enum(['wasm', 'native']).optional(),
    /** Undefined: float32, which wasm has always. */
    precision: z.enum(['float32', 'bfloat16']).optional(),
    /** Undefined: not. */
    xla: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('train'), job, task: trainingJobSchema }),
  z.strictObject({ kind: z.literal('trainModel'), job, task: modelJobSchema }),
  /** Stop job; answered by `aborted`, or by a result that was under way already. */
  z.strictObject({ kind: z.literal('abort'), job }),
]);

/** From the child. Everything about a job carries its number; its last message is a result. */
export const childMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ready'),
    engine: z.strictObject({ name: text, device: text, threads: z.int().min(1), version: text }),
  }),
  /** The images are there. */
  z.strictObject({
    kind: z.literal('opened'),
    job,
    /** What the process occupied before it knew any images, and theirs: about what it occupies without a network. */
    baseBytes: z.int().min(0),
  }),
  /** Another batch is classified. At most twice a second. */
  z.strictObject({ kind: z.literal('alive'), job }),
  /** Images trained so far in the epoch under way. At most twice a second. */
  z.strictObject({
    kind: z.literal('progress'),
    job,
    epoch: z.int().min(1),
    images: z.int().min(0),
    imagesPerEpoch: z.int().min(1),
    /** Of a full training. */
    pace: z
      .strictObject({
        /** Of late. */
        imagesPerSecond: z.number().min(0),
        /** Of the whole training, about; undefined until it can be told. */
        remainingSeconds: seconds.optional(),
        /** Mean of the epoch so far, in nats. */
        loss: z.number(),
      })
      .optional(),
  }),
  /** A full training goes on from its checkpoint. */
  z.strictObject({
    kind: z.literal('resumed'),
    job,
    epochs: z.array(epochSchema),
    /** Of the epoch under way. */
    steps: z.int().min(0),
    best: z.strictObject({ epoch: z.int().min(1), accuracy: z.number() }).optional(),
  }),
  z.strictObject({ kind: z.literal('epoch'), job, epoch: epochSchema }),
  z.strictObject({
    kind: z.literal('measured'),
    job,
    accuracy: z.number().min(0).max(1),
    epochs: z.array(epochSchema),
    restarts: z.int().min(0),
    seconds,
    /** Safetensors file; absent unless asked for. */
    weights: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
    /** Memory that the child occupies now. */
    residentBytes: z.int().min(0),
  }),
  /** The full training is done; its result lies in its folder. */
  z.strictObject({
    kind: z.literal('trained'),
    job,
    /** What was found in the images, a sentence each. */
    notes: z.array(text),
    residentBytes: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    job,
    reason: z.enum(['diverged', 'infeasible', 'outOfMemory']),
    message: text,
    residentBytes: z.int().min(0),
  }),
  /** The image set does not open: nothing about the block. */
  z.strictObject({ kind: z.literal('datasetUnusable'), job, message: text }),
  /** The job does not fit the image set, wherever that is opened. */
  z.strictObject({ kind: z.literal('misfit'), job, message: text }),
  /** The checkpoint is not of this training, or of another version of the program. */
  z.strictObject({ kind: z.literal('checkpointUnusable'), job, message: text }),
  /** Another process is doing this training. */
  z.strictObject({ kind: z.literal('taken'), job, message: text }),
  z.strictObject({ kind: z.literal('aborted'), job }),
  /** An error that nobody foresaw; the child is not to be trusted any more. */
  z.strictObject({ kind: z.literal('broken'), job, message: text }),
]);

/** What a child is told once. */
export type ChildSettings = Omit<Extract<ParentMessage, { kind: 'start' }>, 'kind'>;
/** A job's last message. */
export type LastMessage = Exclude<
  ChildMessage,
  { kind: 'ready' | 'opened' | 'alive' | 'epoch' | 'progress' | 'resumed' }
>;
export type TrainingJob = Readonly<z.infer<typeof trainingJobSchema>>;
export type ModelJob = Readonly<z.infer<typeof modelJobSchema>>;
export type ParentMessage = z.infer<typeof parentMessageSchema>;
export type ChildMessage = z.infer<typeof childMessageSchema>;
export type EngineInfo = Extract<ChildMessage, { kind: 'ready' }>['engine'];
