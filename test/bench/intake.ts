import { setTimeout as pause } from 'node:timers/promises';
import { blockName } from '@blockqnn/api';
import { connectNatsBus, type BusMessage } from '@blockqnn/events';
import { blockId, parseBlock } from '@blockqnn/nsc';
import { createLogger } from '@blockqnn/telemetry';
import { choiceOption, countOption, type Bench, type BenchContext, type Figure } from '../tools/bench.js';
import { startNatsServer } from '../tools/nats-server.js';
import { startPostgres } from '../tools/postgres.js';
import { withFolder } from './process/with-folder.js';
import { Disposal } from './ask-tell/disposal.js';
import { processorMs } from './ask-tell/linux-process.js';
import { BenchEvaluations } from './registry/evaluations.js';
import { startRegistry, type RegistryProcess } from './process/registry-process.js';

const SEARCH = 'intake';

export const bench: Bench = {
  name: 'intake',
  description:
    'evaluations that wait in a nats-server which syncs each, taken in by a registry in a process of its own',
  options: {
    database: { default: 'both', description: 'sqlite, postgres or both' },
    evaluations: { default: '10000', description: 'that wait when the registry starts' },
    single: {
      default: '200',
      description: 'sent one at a time afterwards, each when the one before is kept',
    },
  },
  run: async (context) => {
    const database = choiceOption(context.options, 'database', ['both', 'sqlite', 'postgres']);
    const databases = database === 'both' ? ['sqlite', 'postgres'] : [database];
    const figures: Figure[] = [];
    for (const each of databases) figures.push(...(await measure(each, context)));
    return figures;
  },
};

async function measure(database: string, { options, log, signal }: BenchContext): Promise<Figure[]> {
  const [count, single] = [countOption(options, 'evaluations'), countOption(options, 'single')];
  await using disposal = new Disposal();
  const nats = await startNatsServer(disposal.tools);
  const postgres = database === 'postgres' ? await startPostgres(disposal.tools) : undefined;
  if (!nats || (database === 'postgres' && !postgres)) throw new Error(disposal.missing);
  const url = await postgres?.createDatabase();
  const logger = createLogger({ service: 'bench', level: 'warn' });
  await using bus = connectNatsBus({ servers: nats.url, logger });
  const messages = messagesOf(count + single);
  return await withFolder(async (folder) => {
    log(`${database}: publishing`);
    const { error } = await bus.publishBatch(messages.slice(0, count), signal);
    if (error) throw error;
    log(`${database}: taking in`);
    await using registry = await startRegistry(folder, url, { BLOCKQNN_NATS_URL: nats.url });
    // A tenth goes before the measuring: the subscription stands, and the code is warm.
    const before = Math.ceil(count / 10);
    await kept(registry, before);
    const [begin, cpuMs] = [performance.now(), processorMs(registry.pid)];
    await kept(registry, count);
    const seconds = (performance.now() - begin) / 1000;
    const usedMs = processorMs(registry.pid) - cpuMs;
    const times: number[] = [];
    for (let number = count; number < count + single; number++) {
      const sent = performance.now();
      await bus.publish(at(messages, number), signal);
      await kept(registry, number + 1, 0);
      times.push(performance.now() - sent);
    }
    return [
      { name: `${database}: evaluations taken in`, value: (count - before) / seconds, unit: '1/s' },
      { name: `${database}: CPU time of each`, value: usedMs / (count - before), unit: 'ms' },
      { name: `${database}: one alone, until it is found, median`, value: median(times), unit: 'ms' },
    ];
  });
}

/** All measured, since failures are not found. */
function messagesOf(count: number): readonly BusMessage[] {
  const evaluations = new BenchEvaluations(3);
  const messages: BusMessage[] = [];
  while (messages.length < count) {
    const evaluation = JSON.parse(evaluations.next().json) as {
      block: { nsc: string };
      measurement?: object;
    };
    if (!evaluation.measurement) continue;
    // As it would be broadcast: codes drawn for queries need not be canonical.
    const block = { ...evaluation.block, name: blockName(blockId(parseBlock(evaluation.block.nsc))) };
    const trial = `searches/${SEARCH}/trials/${String(messages.length + 1)}`;
    const id = `${trial}/attempts/1`;
    messages.push({
      subject: `blockqnn.v1.evaluations.completed.${SEARCH}`,
      id,
      headers: { 'ce-id': id, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify({ evaluation: { ...evaluation, block, trial } })),
    });
  }
  return messages;
}

function at(messages: readonly BusMessage[], index: number): BusMessage {
  const message = messages[index];
  if (!message) throw new RangeError(`no message ${String(index)}`);
  return message;
}

/** Resolves when so many are kept: the last of them is found. */
async function kept({ client }: RegistryProcess, count: number, pollMs = 20): Promise<void> {
  const filter = `trial = ${String(count)}`;
  while ((await client.queryBlocks({ filter, pageSize: 1 })).blocks.length === 0) await pause(pollMs);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, two) => one - two)[Math.floor(values.length / 2)] ?? NaN;
}
