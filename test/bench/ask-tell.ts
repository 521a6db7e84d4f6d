import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  BenchUsageError,
  choiceOption,
  countOption,
  type Bench,
  type BenchContext,
  type Figure,
} from '../tools/bench.js';
import { startPostgres, type PostgresServer } from '../tools/postgres.js';
import { CLIENT_KINDS } from './ask-tell/caller.js';
import { ClientProcesses } from './ask-tell/client-processes.js';
import { startController } from './process/controller-process.js';
import { withFolder } from './process/with-folder.js';
import { Disposal } from './ask-tell/disposal.js';
import { countedFigures, middleFigures } from './ask-tell/figures.js';
import { OptunaPeer } from './ask-tell/optuna.js';
import { processorMs, processWith } from './ask-tell/linux-process.js';
import { createBenchSearch } from './ask-tell/search.js';

const WARM_UP_MS = 2000;
/** Cycles a second that are asked for, with 8 clients on two cores. */
const AT_LEAST = { sqlite: 2000, postgres: 1000 } as const;
const TIMES_OPTUNA = 20;

export const bench: Bench = {
  name: 'ask-tell',
  description:
    'asks and tells of many client processes at a controller, every answer on disk before it is given',
  options: {
    database: { default: 'both', description: 'sqlite, postgres or both' },
    client: { default: 'both', description: 'lean, grpc-js or both' },
    clients: { default: '8', description: 'client processes' },
    'in-flight': { default: '1', description: 'calls that each has under way at once' },
    epochs: { default: '0', description: 'epochs that come with each accuracy, 0 to 4096' },
    seconds: { default: '8', description: 'that count, in each round' },
    rounds: { default: '3', description: 'of which the middle value counts' },
    peer: { default: 'none', description: 'optuna: its gRPC proxy on the same PostgreSQL, by turns' },
  },
  run: async (context) => {
    const plan = planOf(context.options);
    await using disposal = new Disposal();
    const postgres = plan.needsPostgres ? await startPostgres(disposal.tools) : undefined;
    if (plan.needsPostgres && !postgres) throw new Error(disposal.missing);
    using clients = await ClientProcesses.start(plan.clients);
    const rounds: Figure[][] = [];
    for (let round = 1; round <= plan.rounds; round += 1) {
      context.signal.throwIfAborted();
      const figures: Figure[] = [];
      for (const database of plan.databases) {
        for (const client of plan.kinds) {
          context.log(`round ${round}: ${database}, ${client} clients`);
          figures.push(...(await measureController({ ...plan, database, client, postgres, clients })));
        }
      }
      if (plan.peer && postgres) {
        context.log(`round ${round}: Optuna`);
        figures.push(...(await measureOptuna(plan, postgres, disposal)));
      }
      rounds.push(figures);
    }
    return withTargets(middleFigures(rounds), plan);
  },
};

type Plan = ReturnType<typeof planOf>;

function planOf(options: BenchContext['options']) {
  const database = choiceOption(options, 'database', ['both', 'sqlite', 'postgres']);
  const client = choiceOption(options, 'client', ['both', ...CLIENT_KINDS]);
  const peer = choiceOption(options, 'peer', ['none', 'optuna']) === 'optuna';
  const epochs = Number(options['epochs']);
  if (!Number.isInteger(epochs) || epochs < 0 || epochs > 4096) {
    throw new BenchUsageError(`--epochs ${options['epochs'] ?? ''}: must be a whole number from 0 to 4096`);
  }
  const databases = database === 'both' ? (['sqlite', 'postgres'] as const) : [database];
  return {
    databases,
    kinds: client === 'both' ? CLIENT_KINDS : [client],
    clients: countOption(options, 'clients'),
    inFlight: countOption(options, 'in-flight'),
    epochs,
    measureMs: countOption(options, 'seconds') * 1000,
    rounds: countOption(options, 'rounds'),
    peer,
    needsPostgres: peer || databases.some((each) => each === 'postgres'),
  };
}

interface ControllerRun extends Omit<Plan, 'clients'> {
  readonly database: 'sqlite' | 'postgres';
  readonly client: (typeof CLIENT_KINDS)[number];
  readonly postgres: PostgresServer | undefined;
  readonly clients: ClientProcesses;
}

/** A new controller with a new database and a new search. */
async function measureController(run: ControllerRun): Promise<Figure[]> {
  const { database, client: kind, postgres, clients, inFlight, epochs, measureMs } = run;
  return await withFolder(async (folder) => {
    const url = database === 'postgres' ? await postgres?.createDatabase() : undefined;
    await using controller = await startController(folder, url);
    const search = await createBenchSearch(controller.client);
    const postgresPid = url === undefined ? undefined : processWith(String(postgres?.port));
    const processors: number[][] = [];
    const task = { kind, address: controller.address, search, inFlight, epochs };
    const window = await clients.run(task, { warmUpMs: WARM_UP_MS, measureMs }, () => {
      const pids = [controller.pid, ...(postgresPid === undefined ? [] : [postgresPid])];
      processors.push(pids.map(processorMs));
    });
    if (url !== undefined && existsSync(join(folder, 'controller.db'))) {
      throw new Error('the controller kept its data in a file instead of PostgreSQL');
    }
    const { search: found } = await controller.client.getSearch({ name: search });
    if ((found?.succeededCount ?? 0) < window.tellsMs.length)
      throw new Error('the controller counted fewer results');
    return countedFigures(`${database}, ${kind} clients`, window, processors);
  });
}

async function measureOptuna(plan: Plan, postgres: PostgresServer, disposal: Disposal): Promise<Figure[]> {
  const url = await postgres.createDatabase();
  const port = postgres.port + 1;
  using peer = await OptunaPeer.start(disposal.tools, { url, port, clients: plan.clients });
  if (!peer) throw new Error(disposal.missing);
  const postgresPid = processWith(String(postgres.port));
  const processors: number[][] = [];
  const window = await peer.run({ warmUpMs: WARM_UP_MS, measureMs: plan.measureMs }, () => {
    processors.push([peer.serverPid, ...(postgresPid === undefined ? [] : [postgresPid])].map(processorMs));
  });
  return countedFigures(`Optuna ${peer.version} on postgres`, window, processors);
}

function withTargets(figures: readonly Figure[], { peer, databases, kinds }: Plan): Figure[] {
  const rate = (prefix: string): number =>
    figures.find(({ name, unit }) => name.startsWith(prefix) && unit === 'cycles/s')?.value ?? NaN;
  const targeted = figures.map((figure): Figure => {
    const database = figure.name.startsWith('sqlite, lean') ? 'sqlite' : 'postgres';
    const counts = figure.unit === 'cycles/s' && figure.name.startsWith(`${database}, lean`);
    return counts ? { ...figure, atLeast: AT_LEAST[database] } : figure;
  });
  if (!peer || !databases.some((each) => each === 'postgres')) return targeted;
  return [
    ...targeted,
    ...kinds.map((kind) => ({
      name: `postgres, ${kind} clients: as many as Optuna`,
      value: rate(`postgres, ${kind}`) / rate('Optuna'),
      unit: '×',
      atLeast: TIMES_OPTUNA,
    })),
  ];
}
