import { setTimeout as sleep } from 'node:timers/promises';
import { evaluatedBlocks } from './ask-tell/evaluated-blocks.js';
import { openCaller, simulatedAccuracy, type Caller } from './ask-tell/caller.js';
import { startController, type ControllerProcess } from './process/controller-process.js';
import { withFolder } from './process/with-folder.js';
import { Disposal } from './ask-tell/disposal.js';
import { percentiles } from './ask-tell/figures.js';
import { residentBytes } from './ask-tell/linux-process.js';
import { createBenchSearch } from './ask-tell/search.js';
import { choiceOption, countOption, type Bench, type Figure } from '../tools/bench.js';
import { startPostgres } from '../tools/postgres.js';

const SHORT = 100;
/** So that none of them gets much longer while it is asked. */
const SHORT_SEARCHES = 10;
const IMPORT_AT_ONCE = 1000;
/** Asks of each kind that do not count. */
const WARM_UP = 100;
const MIB = 2 ** 20;

export const bench: Bench = {
  name: 'ask-history',
  description: `asks of Q-learning searches with ${SHORT} and with very many evaluated blocks, by turns; and a restart`,
  options: {
    database: { default: 'sqlite', description: 'sqlite or postgres' },
    evaluations: { default: '100000', description: 'evaluated blocks of the long search' },
    asks: { default: '1000', description: 'of each kind' },
  },
  run: async ({ log, signal, options }) => {
    const database = choiceOption(options, 'database', ['sqlite', 'postgres']);
    const evaluations = countOption(options, 'evaluations');
    const asks = countOption(options, 'asks');
    await using disposal = new Disposal();
    const postgres = database === 'postgres' ? await startPostgres(disposal.tools) : undefined;
    if (database === 'postgres' && !postgres) throw new Error(disposal.missing);
    const url = await postgres?.createDatabase();
    return await withFolder(async (folder) => {
      const figures: Figure[] = [];
      let long: string;
      {
        await using controller = await startController(folder, url);
        log(`importing ${evaluations} evaluations`);
        const begin = performance.now();
        long = await importedSearch(controller, evaluations);
        const seconds = (performance.now() - begin) / 1000;
        figures.push({ name: 'import, evaluations', value: evaluations / seconds, unit: '1/s' });
        const shorts: string[] = [];
        for (let i = 0; i < SHORT_SEARCHES; i += 1) shorts.push(await importedSearch(controller, SHORT));
        signal.throwIfAborted();
        log('asking');
        using caller = await openCaller('lean', controller.address);
        figures.push(...(await askByTurns(caller, { long, shorts, evaluations, asks })));
        const memory = residentBytes(controller.pid) / MIB;
        figures.push({ name: 'memory of the controller', value: memory, unit: 'MiB' });
        await controller.kill();
      }
      log('starting again');
      const begin = performance.now();
      await using controller = await startController(folder, url);
      await firstBlock(controller, long);
      const seconds = (performance.now() - begin) / 1000;
      return [...figures, { name: 'restart to the first block', value: seconds, unit: 's', atMost: 5 }];
    });
  },
};

/** A search with so many results that were measured elsewhere; its name. */
async function importedSearch({ client }: ControllerProcess, count: number): Promise<string> {
  const parent = await createBenchSearch(client);
  const results = evaluatedBlocks(count);
  for (let start = 0; start < count; start += IMPORT_AT_ONCE) {
    await client.importEvaluations({ parent, evaluations: results.slice(start, start + IMPORT_AT_ONCE) });
  }
  return parent;
}

async function askByTurns(
  caller: Caller,
  plan: {
    readonly long: string;
    readonly shorts: readonly string[];
    readonly evaluations: number;
    readonly asks: number;
  },
): Promise<Figure[]> {
  const [ofShort, ofLong]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < WARM_UP + plan.asks; turn += 1) {
    const short = plan.shorts[turn % plan.shorts.length] ?? '';
    for (const [search, latencies] of [[short, ofShort] as const, [plan.long, ofLong] as const]) {
      const latencyMs = await cycle(caller, search);
      if (turn >= WARM_UP) latencies.push(latencyMs);
    }
  }
  const [short, long] = [
    percentiles(`ask with ${SHORT} evaluated blocks`, ofShort),
    percentiles(`ask with ${plan.evaluations} evaluated blocks`, ofLong),
  ];
  const ratio = (long[0]?.value ?? NaN) / (short[0]?.value ?? NaN);
  return [...short, ...long, { name: 'ratio of the two, p50', value: ratio, unit: '×', atMost: 1.2 }];
}

/** Asks and tells once; how long the ask took, in milliseconds. */
async function cycle(caller: Caller, search: string): Promise<number> {
  const begin = performance.now();
  const { assignments } = await caller.ask({ search, count: 1, worker: 'bench' });
  const latencyMs = performance.now() - begin;
  const [assignment] = assignments;
  if (!assignment) return await cycle(caller, search);
  const { trial, leaseToken, block } = assignment;
  await caller.tell({ trial, leaseToken, measurement: { accuracy: simulatedAccuracy(block?.nsc ?? '') } });
  return latencyMs;
}

async function firstBlock({ client }: ControllerProcess, search: string): Promise<void> {
  for (;;) {
    const { assignments } = await client.requestBlocks({ search, count: 1, worker: 'bench' });
    if (assignments.length > 0) return;
    await sleep(10);
  }
}
