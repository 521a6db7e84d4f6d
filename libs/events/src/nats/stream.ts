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

/** The JetStream stream that keeps everything broadcast. */
export const STREAM_NAME = 'BLOCKQNN';

/** How long the server remembers message ids to drop duplicates. */
const DUPLICATE_WINDOW_MS = 10 * 60_000;

const ERROR_STREAM_NOT_FOUND = 10059;

/**
 * Creates the stream, or brings what we rely on (subjects, duplicate window) up to date. Whatever else an
 * operator set (replicas, limits, placement) stays as it is.
 */
export async function ensureStream(manager: JetStreamManager): Promise<void> {
  const duplicateWindow = nanos(DUPLICATE_WINDOW_MS);
  const present = await findStream(manager);
  if (!present) {
    await manager.streams.add({
      name: STREAM_NAME,
      description: 'Completed evaluations of block searches',
      subjects: [ALL_SUBJECTS],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      duplicate_window: duplicateWindow,
    });
    return;
  }
  if (!present.subjects.includes(ALL_SUBJECTS) || present.duplicate_window < duplicateWindow) {
    await manager.streams.update(STREAM_NAME, {
      subjects: [...new Set([...present.subjects, ALL_SUBJECTS])],
      duplicate_window: Math.max(present.duplicate_window, duplicateWindow),
    });
  }
}

async function findStream(manager: JetStreamManager): Promise<StreamConfig | undefined> {
  try {
    return (await manager.streams.info(STREAM_NAME)).config;
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.err_code === ERROR_STREAM_NOT_FOUND) return undefined;
    throw error;
  }
}
