import { colours } from '@blockqnn/cli';
import { formatDatasetOptions, formatDatasetReference, type DatasetSource } from '@blockqnn/datasets';
import { buildLayerGraph, cifarStack, NetworkError } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { DEFAULTS, type StandaloneOptions } from './options.js';
import type { Platform } from './platform.js';
import { shellWord } from './shell-word.js';

/** The parts of a block's message that commands take. */
interface NamedBlock {
  /** `blocks/{block}` */
  readonly name: string;
  readonly nsc: string;
}

/**
 * Addresses while the services run, and what to try next with the best block, where there is one.
 *
 * @param hint - a last word
 */
export function formatNextSteps(
  platform: Pick<Platform, 'controllerAddress' | 'evaluatorAddress' | 'registryAddress'>,
  best: NamedBlock | undefined,
  options: StandaloneOptions,
  log: string,
  hint?: string,
): string {
  const steps = best ? commands(platform, best, options) : [];
  const lastWord = hint === undefined ? [] : ['', hint];
  if (options.exit) {
    const head = colours.bold(`Next, while the services run (${startCommand(options)})`);
    return [`Log: ${log}`, ...(steps.length > 0 ? ['', head, ...steps] : []), ...lastWord].join('\n');
  }
  return [
    colours.bold('Services'),
    `  controller  ${platform.controllerAddress}   hand out blocks, take rewards`,
    `  evaluator   ${platform.evaluatorAddress}   train a block`,
    `  registry    ${platform.registryAddress}   query blocks, export models`,
    `  log         ${log}`,
    ...(steps.length > 0 ? ['', colours.bold('Next'), ...steps] : []),
    ...lastWord,
    '',
    'Serving until Ctrl-C.',
  ].join('\n');
}

function commands(
  { registryAddress, evaluatorAddress }: Pick<Platform, 'evaluatorAddress' | 'registryAddress'>,
  { name, nsc }: NamedBlock,
  options: StandaloneOptions,
): string[] {
  const id = name.replace('blocks/', '');
  // Ports that the system chose are gone with this process.
  const placed = options.port !== DEFAULTS.port && !(options.exit && options.port === 0);
  const registry = placed ? ` --registry ${registryAddress}` : '';
  const evaluator = placed ? ` --evaluator ${evaluatorAddress}` : '';
  return [
    `  npx blockqnn blocks show ${id}${registry}`,
    `  npx blockqnn evaluate ${nsc} --epochs 8${trainingFlags(options)}${evaluator}`,
    `  npx blockqnn model export ${id}${stackFlags(nsc)} --out model-${id}${registry}`,
  ];
}

/** What brings these services back; `npm start` goes on with a search or begins another one meanwhile. */
function startCommand({ stateDir, port, dataset }: StandaloneOptions): string {
  const { source, reference } = dataset;
  const flags = [
    ...(stateDir === DEFAULTS.stateDir ? [] : ['--state-dir', stateDir]),
    ...(port === DEFAULTS.port || port === 0 ? [] : ['--port', String(port)]),
    // The evaluator has the images of its start alone.
    ...(source ? ['--dataset', formatSource(source) + formatDatasetOptions(reference)] : []),
  ];
  return ['npm start', ...(flags.length > 0 ? ['--', ...flags.map(shellWord)] : [])].join(' ');
}

function formatSource({ name, kind, directory }: DatasetSource): string {
  return `${name === kind ? '' : `${name}=`}${kind}:${directory}`;
}

/** So that the block is trained as it was in the search. */
function trainingFlags({ dataset, stack, recipe, seed }: StandaloneOptions): string {
  const reference = formatDatasetReference(dataset.reference);
  return [
    ...(reference === DEFAULTS.dataset ? [] : ['--dataset', reference]),
    ...(stack === DEFAULTS.stack ? [] : ['--stack', stack]),
    ...(recipe === DEFAULTS.recipe ? [] : ['--recipe', recipe]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
  ]
    .map((word) => ` ${shellWord(word)}`)
    .join('');
}

/** The paper's CIFAR stack where the block fits it: some blocks pass their input on and outgrow it. */
function stackFlags(nsc: string): string {
  const images = { input: { height: 32, width: 32, channels: 3 }, classes: 10 };
  try {
    buildLayerGraph(parseBlock(nsc), cifarStack(images));
    return ` --stack cifar --image-size ${String(images.input.height)} --classes ${String(images.classes)}`;
  } catch (error) {
    if (error instanceof NetworkError) return '';
    throw error;
  }
}
