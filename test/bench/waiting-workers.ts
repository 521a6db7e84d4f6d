import { setTimeout as sleep } from 'node:timers/promises';
import { openCaller, type Caller } from './ask-tell/caller.js';
import { startController } from './process/controller-process.js';
import { withFolder } from './process/with-folder.js';
import { Disposal } from './ask-tell/disposal.js';
import { percentiles } from './ask-tell/figures.js';
import { processorMs, residentBytes } from './ask-tell/linux-process.js';
import { createBenchSearch } from './ask-tell/search.js';
import { choiceOption, countOption, type Bench } from '../tools/bench.js';
import { startPostgres } from '../tools/postgres.js';

const WAIT_SECONDS = 300;
/** For connections and calls to arrive, and for what they left behind to be cleaned up. */
const SETTLE_MS = 5000;
const MIB = 2 ** 20;

export const bench: Bench = {
  name: 'waiting-workers',
  description:
    'workers that wait for a block of a paused search, each with a connection of its own; then it is resumed',
  options: {
    database: { default: 'sqlite', description: 'sqlite or postgres' },
    workers: { default: '1000', description: 'that wait' },
    seconds: { default: '20', description: 'over which the idle controller is watched' },
  },
  run: async ({ log, options }) => {
    const database = choiceOption(options, 'database', ['sqlite', 'postgres']);
    const count = countOption(options, 'workers');
    const seconds = countOption(options, 'seconds');
    await using disposal = new Disposal();
    const postgres = database === 'postgres' ? await startPostgres(disposal.tools) : undefined;
    if (database === 'postgres' && !postgres) throw new Error(disposal.missing);
    return await withFolder(async (folder) => {
      await using controller = await startController(folder, await postgres?.createDatabase());
      const search = await createBenchSearch(controller.client);
      await controller.client.pauseSearch({ name: search });
      log(`${count} workers connect`);
      const callers: Caller[] = [];
      for (let i = 0; i < count; i += 1) callers.push(await openCaller('lean', controller.address));
      const asks = callers.map((caller, index) =>
        caller.ask({ search, count: 1, worker: `worker-${index}`, wait: { seconds: WAIT_SECONDS } }),
      );
      await sleep(SETTLE_MS);
      log('idle');
      const before = processorMs(controller.pid);
      await sleep(seconds * 1000);
      const share = (processorMs(controller.pid) - before) / seconds / 10;
      const memory = residentBytes(controller.pid) / MIB;
      log('resumed');
      const begin = performance.now();
      const served = asks.map(async (ask) => {
        const { assignments } = await ask;
        if (assignments.length !== 1) throw new Error('a worker was answered without a block');
        return performance.now() - begin;
      });
      await controller.client.resumeSearch({ name: search });
      const latenciesMs = await Promise.all(served);
      for (const caller of callers) caller[Symbol.dispose]();
      return [
        { name: 'idle controller, of a core', value: share, unit: '%', atMost: 2 },
        { name: 'idle controller, memory', value: memory, unit: 'MiB', atMost: 300 },
        ...percentiles('from the resume to a block', latenciesMs),
        {
          name: 'from the resume to the last block',
          value: Math.max(...latenciesMs),
          unit: 'ms',
          atMost: 1000,
        },
      ];
    });
  },
};
