import { ANY_SEARCH, type ControllerMethods } from '@blockqnn/api';
import { encodeEvaluationCompleted, type BusMessage } from '@blockqnn/events';
import { validate, type ServerStreamHandler } from '@blockqnn/rpc';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { evaluationMessage } from '../convert/evaluation.js';
import { searchNameField } from '../convert/request-fields.js';
import { ControllerError } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { countBroadcast, listBroadcast } from '../store/broadcast-trials.js';
import { listSearches } from '../store/searches.js';
import { requireSearch } from './require-search.js';

type Replay = ControllerMethods['replayEvents'];

const schema = z.object({
  parent: z.union([z.literal(ANY_SEARCH).transform(() => undefined), searchNameField]),
});

/** So many are in memory and wait in the outbox at once. */
const CHUNK = 500;
const POLL_MS = 50;

/**
 * Broadcasts completed evaluations again, search by search, each in its order of completion. A chunk goes
 * through the outbox, behind what is new, and the next one follows once it is published; so whoever cancels
 * leaves nothing behind but the rest of a chunk.
 */
export function replayEvents(controller: Controller): ServerStreamHandler<Replay> {
  return async function* (request, { signal }): AsyncGenerator<Replay['responseInput']> {
    const { parent } = validate(schema, request);
    if (!controller.broadcasts) {
      throw new ControllerError(
        'NO_BUS',
        'no NATS server is configured (BLOCKQNN_NATS_URL), so nothing can be published',
      );
    }
    await controller.flush();
    const { db } = controller;
    const searches =
      parent === undefined
        ? (await listSearches(db, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, true)).toReversed()
        : [await requireSearch(db, parent)];
    const totalCount = await countBroadcast(
      db,
      searches.map(({ id }) => id),
    );
    const replay = randomUUID();
    let publishedCount = 0;
    yield { publishedCount, totalCount };
    for (const search of searches) {
      for (let after = 0; after < search.completionCount;) {
        const trials = await listBroadcast(db, search.id, after, CHUNK);
        if (trials.length === 0) break;
        await publish(
          controller,
          trials.map((trial) => messageOf(search, trial, replay)),
          signal,
        );
        after = sequenceOf(trials.at(-1)) ?? Infinity;
        publishedCount += trials.length;
        yield { publishedCount, totalCount: Math.max(totalCount, publishedCount) };
      }
    }
  };
}

async function publish(
  controller: Controller,
  messages: readonly BusMessage[],
  signal: AbortSignal,
): Promise<void> {
  await controller.operate(({ unit }) => {
    for (const message of messages) unit.broadcast(message);
  });
  const ids = messages.map(({ id }) => id);
  const waiting = () =>
    controller.db
      .selectFrom('outbox')
      .select('id')
      .where('message_id', 'in', ids)
      .limit(1)
      .executeTakeFirst();
  while ((await waiting()) !== undefined) await sleep(POLL_MS, undefined, { signal });
}

const sequenceOf = (trial: Trial | undefined): number | undefined =>
  trial?.status.kind === 'completed' ? trial.status.sequence : undefined;

function messageOf({ spec }: Search, trial: Trial, replay: string): BusMessage {
  return encodeEvaluationCompleted(evaluationMessage(spec, trial), { sequence: sequenceOf(trial), replay });
}
