import type { NatsConnection } from 'nats';
import { errorOf } from '../error-of.js';
import type { BatchOutcome, BusMessage } from '../event-bus.js';
import { isAborted } from '../is-aborted.js';
import { unlessAborted } from '../unless-aborted.js';
import { MAX_IN_FLIGHT, publishOne, type PublishOptions } from './publish-one.js';

/**
 * For a stream that several servers keep: one message of a subject is on the way at a time, and those of other
 * subjects meanwhile. Chains are not for such a stream. It looks at a predecessor's id only when the message has been
 * replicated, and having refused one there, nats-server 2.15 acknowledges nothing more; and a message that names the
 * last place of its subject is refused while any of the subject is on the way.
 */
export async function publishBySubject(
  connection: NatsConnection,
  messages: readonly BusMessage[],
  options: PublishOptions,
): Promise<BatchOutcome> {
  let published = 0;
  while (published < messages.length) {
    const outcome = await publishPart(
      connection,
      messages.slice(published, published + MAX_IN_FLIGHT),
      options,
    );
    published += outcome.published;
    if (outcome.error) return { published, error: outcome.error };
  }
  return { published, error: undefined };
}

async function publishPart(
  connection: NatsConnection,
  messages: readonly BusMessage[],
  { timeoutMs, stops }: PublishOptions,
): Promise<BatchOutcome> {
  const errors = new Map<number, Error>();
  const done = new Set<number>();
  const publishSubject = async (indices: readonly number[]): Promise<void> => {
    for (const index of indices) {
      const message = messages[index];
      if (!message || stops.some(isAborted)) return;
      try {
        await publishOne(connection, message, timeoutMs);
        done.add(index);
      } catch (error) {
        errors.set(index, errorOf(error));
        return;
      }
    }
  };
  const bySubject = new Map<string, number[]>();
  for (const [index, { subject }] of messages.entries()) {
    const indices = bySubject.get(subject);
    if (indices) indices.push(index);
    else bySubject.set(subject, [index]);
  }
  let stopped: Error | undefined;
  try {
    await unlessAborted(Promise.all([...bySubject.values()].map(publishSubject)), ...stops);
  } catch (error) {
    stopped = errorOf(error);
  }
  let published = 0;
  while (done.has(published)) published += 1;
  const error =
    published < messages.length ? (errors.get(published) ?? stopped ?? new Error('given up')) : undefined;
  return { published, error };
}
