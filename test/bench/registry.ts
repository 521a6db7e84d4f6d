import { join } from 'node:path';
import { makeFolder } from '@blockqnn/storage';
import { choiceOption, countOption, type Bench, type BenchContext, type Figure } from '../tools/bench.js';
import { startPostgres, type PostgresServer } from '../tools/postgres.js';
import { withFolder } from './process/with-folder.js';
import { Disposal } from './ask-tell/disposal.js';
import { middleFigures } from './ask-tell/figures.js';
import { measureIntake } from './registry/intake.js';
import { loadEvaluations, openRegistryDatabase } from './registry/load.js';
import { questions, tenthPages, type Question } from './registry/questions.js';
import { startRegistry, type RegistryProcess } from './process/registry-process.js';

const MIB = 1024 * 1024;
/** What each query has to do with a million evaluations on two cores. */
const P95_AT_MOST_MS = 50;

export const bench: Bench = {
  name: 'registry',
  description:
    'queries of a client at a registry that knows many evaluations, which are put into its database beforehand',
  options: {
    database: { default: 'both', description: 'sqlite, postgres or both' },
    evaluations: { default: '1000000', description: 'of which six in ten are of a new block' },
    calls: {
      default: '100',
      description: 'of each indexed query, in each round; others are called a tenth as often',
    },
    rounds: { default: '3', description: 'of which the middle value counts' },
    keep: { default: '', description: 'a folder for the databases, to be found there the next time' },
  },
  run: async (context) => {
    const plan = planOf(context.options);
    await using disposal = new Disposal();
    const postgres = plan.databases.some((each) => each === 'postgres')
      ? await startPostgres(disposal.tools, {
          // What a server has that nobody has set up for its machine.
          sharedBuffers: '128MB',
          ...(plan.keep !== '' && { keptIn: join(plan.keep, 'postgres', 'server') }),
        })
      : undefined;
    const figures: Figure[] = [];
    for (const database of plan.databases) {
      if (database === 'postgres' && !postgres) throw new Error(disposal.missing);
      figures.push(
        ...(await measure(database, database === 'postgres' ? postgres : undefined, plan, context)),
      );
    }
    return figures;
  },
};

type Plan = ReturnType<typeof planOf>;

function planOf(options: BenchContext['options']) {
  const database = choiceOption(options, 'database', ['both', 'sqlite', 'postgres']);
  return {
    databases: database === 'both' ? (['sqlite', 'postgres'] as const) : [database],
    count: countOption(options, 'evaluations'),
    calls: countOption(options, 'calls'),
    rounds: countOption(options, 'rounds'),
    keep: options['keep'] ?? '',
  };
}

async function measure(
  database: string,
  postgres: PostgresServer | undefined,
  { count, calls, rounds, keep }: Plan,
  context: BenchContext,
): Promise<Figure[]> {
  return await inFolder(keep && join(keep, database), async (folder) => {
    const url = await postgres?.createDatabase();
    context.log(`${database}: loading`);
    const { blocks, sample, bytes } = await loadEvaluations({ folder, url, count }, context);
    const intake = await intakeOf(database, folder, url);
    await using registry = await startRegistry(folder, url);
    const asked = questions({ sample, count, tenthPages: await tenthPages(registry.client) });
    const measured: Figure[][] = [];
    for (let round = 1; round <= rounds; round++) {
      const figures: Figure[] = [];
      for (const question of asked) {
        context.signal.throwIfAborted();
        context.log(`${database}, round ${String(round)}: ${question.name}`);
        figures.push(...(await latencies(database, question, registry, calls)));
      }
      measured.push(figures);
    }
    return [
      { name: `${database}: evaluations`, value: count, unit: '' },
      { name: `${database}: different blocks`, value: blocks, unit: '' },
      { name: `${database}: size of the database`, value: bytes / MIB, unit: 'MiB' },
      ...intake,
      ...middleFigures(measured),
    ];
  });
}

/** Works in a folder that stays, or in one that does not where there is no name. */
async function inFolder<Result>(name: string, work: (folder: string) => Promise<Result>): Promise<Result> {
  if (name === '') return await withFolder(work);
  await makeFolder(name);
  return await work(name);
}

async function intakeOf(
  database: string,
  folder: string,
  url: string | undefined,
): Promise<readonly Figure[]> {
  const db = await openRegistryDatabase(folder, url);
  try {
    return await measureIntake(db, database);
  } finally {
    await db.destroy();
  }
}

async function latencies(
  database: string,
  question: Question,
  { client }: RegistryProcess,
  calls: number,
): Promise<Figure[]> {
  const { name, indexed } = question;
  const times: number[] = [];
  const count = indexed ? calls : Math.max(1, Math.round(calls / 10));
  // The first call prepares statements.
  await question.ask(client, 0);
  for (let turn = 0; turn < count; turn++) {
    const begin = performance.now();
    await question.ask(client, turn);
    times.push(performance.now() - begin);
  }
  const sorted = times.toSorted((one, two) => one - two);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
  return [
    { name: `${database}: ${name}, median`, value: at(0.5), unit: 'ms' },
    {
      name: `${database}: ${name}, p95`,
      value: at(0.95),
      unit: 'ms',
      ...(indexed && { atMost: P95_AT_MOST_MS }),
    },
  ];
}
