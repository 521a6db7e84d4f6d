import {
  DiscardPolicy,
  NatsError,
  nanos,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from 'nats';
import { ALL_SUBJECTS } from '../subjects.js';
import type { StreamSettings } from './config.js';

/** The JetStream stream that keeps everything broadcast. */
export const STREAM_NAME = 'BLOCKQNN';

/** How long the server remembers message ids to drop duplicates, where nothing else is configured. */
const DUPLICATE_WINDOW_MS = 10 * 60_000;

const ERROR_STREAM_NOT_FOUND = 10059;

const STORAGE = { file: StorageType.File, memory: StorageType.Memory } as const;

/**
 * Creates the stream, or brings what is configured and what we rely on (subjects, duplicate window) up to date.
 * Whatever else an operator set stays as it is. Throws where the server cannot have it so.
 */
export async function ensureStream(manager: JetStreamManager, settings: StreamSettings): Promise<void> {
  const present = await findStream(manager);
  if (!present) {
    await manager.streams.add({
      name: STREAM_NAME,
      description: 'Completed evaluations of block searches',
      storage: STORAGE[settings.storage ?? 'file'],
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      ...wanted(settings, { subjects: [], max_age: 0, duplicate_window: 0 }),
    });
    return;
  }
  if (settings.storage !== undefined && present.storage !== STORAGE[settings.storage]) {
    throw new Error(
      `BLOCKQNN_NATS_STREAM_STORAGE is ${settings.storage}, the stream ${STREAM_NAME} is kept in ${present.storage}, and no server can move it: unset the variable, or remove the stream and replay`,
    );
  }
  const changed = Object.entries(wanted(settings, present)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(present[name as keyof StreamConfig]),
  );
  if (changed.length > 0) await manager.streams.update(STREAM_NAME, Object.fromEntries(changed));
}

type Present = Pick<StreamConfig, 'subjects' | 'max_age' | 'duplicate_window'>;

function wanted(settings: StreamSettings, present: Present): Partial<StreamConfig> {
  const { replicas, maxAgeMs, maxBytes, duplicateWindowMs } = settings;
  const maxAge = maxAgeMs === undefined ? present.max_age : nanos(maxAgeMs);
  const leastWindow = Math.max(present.duplicate_window, nanos(DUPLICATE_WINDOW_MS));
  return {
    subjects: [...new Set([...present.subjects, ALL_SUBJECTS])],
    max_age: maxAge,
    // No server takes a window beyond the greatest age.
    duplicate_window:
      duplicateWindowMs === undefined
        ? Math.min(leastWindow, maxAge === 0 ? Infinity : maxAge)
        : nanos(duplicateWindowMs),
    ...(replicas !== undefined && { num_replicas: replicas }),
    ...(maxBytes !== undefined && { max_bytes: maxBytes }),
  };
}

async function findStream(manager: JetStreamManager): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.info(STREAM_NAME)).config;
  } catch (error) {
    if (isStreamMissing(error)) return undefined;
    throw error;
  }
}

/** Whether there is no stream of this name. A message to subjects of no stream finds nobody to answer: 503. */
export function isStreamMissing(error: unknown): boolean {
  if (!(error instanceof NatsError)) return false;
  const { api_error: answer, code } = error;
  return answer ? answer.err_code === ERROR_STREAM_NOT_FOUND : code === '503';
}
