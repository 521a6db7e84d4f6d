import { once } from 'node:events';
import { dirname, join } from 'node:path';
import {
  CONTROLLER_SERVICE,
  parseTrialName,
  REGISTRY_SERVICE,
  type ControllerMethods,
  type RegistryMethods,
  type SearchMessage,
  type TrialMessage,
} from '@blockqnn/api';
import {
  counted,
  createSearchDisplay,
  downloadModel,
  evaluatedCount,
  searchSpec,
  tableWidth,
  UsageError,
  watchSearch,
  type CliContext,
  type SearchDisplay,
} from '@blockqnn/cli';
import { formatDecodeSummary, openDataset } from '@blockqnn/datasets';
import type { Activity } from '@blockqnn/evaluator';
import type { Stack } from '@blockqnn/network';
import { createClient, type Client } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { nativeLink } from '@blockqnn/training/linking';
import { knownSpeedup, machineResources } from '@blockqnn/training/machine';
import { checkEngine } from './check-engine.js';
import { engineLine } from './engine-line.js';
import { logLevelOf, openLog } from './log-file.js';
import { nativeHint } from './native-hint.js';
import { formatNextSteps } from './next-steps.js';
import { openSearch } from './open-search.js';
import type { StandaloneOptions } from './options.js';
import { bestWithWeights, isBroadcast } from './own-results.js';
import { startPlatform } from './platform.js';
import { registryCatchUp } from './registry-catch-up.js';
import { checkReportFile, createReport, listTrials, writeReport } from './report.js';
import { startError } from './start-error.js';
import { formatSummary } from './summary.js';
import { checkWorkers } from './worker-bound.js';

/** How many blocks the table at the end shows. */
const BEST_SHOWN = 8;

/** `npm start`: services, a search, its best block as a model, and then serving until the signal. */
export async function runStandalone(options: StandaloneOptions, context: CliContext): Promise<void> {
  const { dataset, stateDir, report } = options;
  const logLevel = logLevelOf(context.env);
  if (report !== undefined) await checkReportFile(report);
  await makeStateDir(stateDir);
  const images = await checkDataset(options.dataset, context);
  const spec = searchSpec({ ...options, name: options.name ?? 'npm start' }, dataset.reference, images);
  const link = nativeLink();
  checkEngine(options.engine, link);
  const engine = options.engine ?? (link.linked ? 'native' : 'wasm');
  const warning = checkWorkers(options.workers, engine, machineResources());
  if (warning !== undefined) context.stderr.write(`${warning}\n`);
  const log = await openLog(join(stateDir, 'log', 'standalone.jsonl'), logLevel);
  if (options.workers === 'auto') {
    context.stderr.write(
      'Comparing splits of the cores into training processes: some seconds, the first time …\n',
    );
  }
  const display: { current: SearchDisplay | undefined } = { current: undefined };
  await using platform = await startPlatform({
    stateDir,
    port: options.port,
    workers: options.workers,
    engine: options.engine,
    signal: context.signal,
    datasets: dataset.source ? [dataset.source] : [],
    logger: log.logger,
    onActivity: (activity) => {
      if (display.current) showActivity(display.current, activity);
    },
  }).catch((error: unknown) => {
    throw startError(error, stateDir);
  });
  context.stderr.write(`${await engineLine(platform, log.file, context.signal)}\n`);
  using controller = createClient(CONTROLLER_SERVICE, platform.controllerAddress);
  using registry = createClient(REGISTRY_SERVICE, platform.registryAddress);

  const opened = await openSearch(controller, spec, options.seed, context.signal);
  context.stderr.write(`${openingLine(opened.search, opened.resumed, platform.workers.length)}\n`);
  for (const name of opened.paused) {
    context.stderr.write(
      `Paused ${name}, which had not ended; it goes on with npx blockqnn search resume ${name.replace('searches/', '')}\n`,
    );
  }

  const startedAtMs = context.now();
  display.current = createSearchDisplay(context.stderr, context.now);
  const search = await follow(controller, opened.search, display.current, context);
  display.current = undefined;

  const seconds = (context.now() - startedAtMs) / 1000;
  const best = await finish(search, seconds, options, { controller, registry }, context);
  const hint = nativeHint(engine, link, await knownSpeedup());
  context.stdout.write(`${formatNextSteps(platform, best, options, log.file, hint)}\n`);
  if (!options.exit && !context.signal.aborted) await once(context.signal, 'abort');
  // Whoever runs this unattended looks at nothing but the exit code.
  if (options.exit && !best) throw new Error(`no block of ${search.name} could be measured`);
}

/** Shows the search until it is completed; an interruption says how to go on. */
async function follow(
  controller: Client<ControllerMethods>,
  search: SearchMessage,
  display: SearchDisplay,
  { signal, stderr }: CliContext,
): Promise<SearchMessage> {
  try {
    return (await watchSearch(controller, search.name, display, signal)) ?? search;
  } catch (error) {
    if (signal.aborted) stderr.write(`Interrupted; the same command goes on with ${search.name}.\n`);
    throw error;
  }
}

async function finish(
  search: SearchMessage,
  seconds: number,
  { stateDir, report }: StandaloneOptions,
  clients: { readonly controller: Client<ControllerMethods>; readonly registry: Client<RegistryMethods> },
  { signal, stdout, env }: CliContext,
) {
  const { controller, registry } = clients;
  const trials = await listTrials(controller, search.name, signal);
  await registryCatchUp(registry, search.name, trials.filter(isBroadcast).length, signal);
  const filter = `search = ${JSON.stringify(search.name.replace('searches/', ''))}`;
  const { blocks } = await registry.queryBlocks(
    { filter, orderBy: 'reward desc', pageSize: BEST_SHOWN },
    { signal },
  );
  const path = await exportBest(bestWithWeights(trials), stateDir, registry, signal);
  if (report !== undefined)
    await writeReport(
      report,
      createReport(search, trials, path === undefined ? null : { format: 'tfjs', path }),
    );
  stdout.write(`${formatSummary(search, blocks, path, seconds, tableWidth({ stdout, env }))}\n`);
  return blocks[0]?.block ?? undefined;
}

/** A block with the weights that its own evaluation trained. Undefined where there is none. */
async function exportBest(
  trial: TrialMessage | undefined,
  stateDir: string,
  registry: Client<RegistryMethods>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const searchId = trial && parseTrialName(trial.name)?.searchId;
  if (!trial?.block || searchId === undefined) return undefined;
  const directory = join(stateDir, 'exports', `${searchId}-${trial.block.name.replace('blocks/', '')}`);
  const request = {
    block: trial.block.name,
    trial: trial.name,
    weights: 'WEIGHTS_STATE_TRAINED' as const,
  };
  await makeFolder(dirname(directory));
  await downloadModel(registry, { request, directory, signal });
  return directory;
}

/** Reads the images once: a missing or damaged file is told before anything starts, by its name. */
async function checkDataset(
  { reference, source }: StandaloneOptions['dataset'],
  { stderr }: Pick<CliContext, 'stderr'>,
): Promise<Pick<Stack, 'input' | 'classes'>> {
  try {
    const { shape, classes, found } = await openDataset(reference, source ? [source] : []);
    if (found) stderr.write(`Training images: ${formatDecodeSummary(found.train)}\n`);
    return { input: shape, classes: classes.length };
  } catch (error) {
    throw new UsageError(`--dataset: ${(error as Error).message}`);
  }
}

async function makeStateDir(stateDir: string): Promise<void> {
  try {
    await makeFolder(stateDir);
  } catch (error) {
    throw new UsageError(`--state-dir ${stateDir}: cannot be made: ${(error as Error).message}`);
  }
}

function openingLine(search: SearchMessage, resumed: boolean, workers: number): string {
  const { spec } = search;
  const total = spec?.budget?.maxEvaluations ?? 0;
  const done = evaluatedCount(search);
  return (
    `${resumed ? `Going on with ${search.name} (${String(done)} of ${counted(total, 'block')} done)` : `Search ${search.name}`}: ` +
    `${counted(total, 'block')} of at most ${counted(spec?.maxLayers ?? 0, 'layer')} on ${spec?.dataset ?? ''}, seed ${String(spec?.seed ?? 0)}, ${counted(workers, 'worker')}`
  );
}

function showActivity(display: SearchDisplay, activity: Activity): void {
  if (activity.kind === 'started') display.workerProgress(activity.worker, 0);
  if (activity.kind === 'progress') {
    const { epoch, images, imagesPerEpoch } = activity.progress;
    display.workerProgress(activity.worker, epoch - 1 + images / Math.max(1, imagesPerEpoch));
  }
}
