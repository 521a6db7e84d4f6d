import type { BlockSummaryMessage, SearchMessage } from '@blockqnn/api';
import { colours, formatBlocks, formatSeconds } from '@blockqnn/cli';
import { buildLayerGraph, cifarStack, NetworkError } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

import type { Platform } from './platform.js';

const DEFAULT_PORTS = { controller: 50_051, evaluator: 50_052, registry: 50_053 } as const;

/** What `npm start` says at the end of a search. */
export function formatSummary(
  search: SearchMessage,
  blocks: readonly BlockSummaryMessage[],
  exported: string | undefined,
  seconds: number,
  columns: number | undefined,
): string {
  const done = search.succeededCount + search.failedCount;
  const head =
    `${search.name}: ${String(done)} blocks in ${formatSeconds(seconds)}` +
    (search.failedCount > 0 ? `, ${String(search.failedCount)} of them failed` : '') +
    (search.duplicateCount > 0 ? `, ${String(search.duplicateCount)} duplicates not trained again` : '') +
    (search.endReason === '' ? '' : ` (${search.endReason})`);
  return [
    '',
    colours.bold(head),
    '',
    blocks.length === 0
      ? 'No block could be measured; `npx blockqnn search get` and the log say more.'
      : formatBlocks(blocks, columns),
    '',
    ...(exported === undefined ? [] : [`${colours.bold('Model of the best block')}  ${exported}`, '']),
  ].join('\n');
}

/** Addresses, and what to try next. */
export function formatNextSteps(
  platform: Platform,
  best: BlockSummaryMessage | undefined,
  options: { readonly serving: boolean; readonly log: string },
): string {
  const id = best?.block?.name.replace('blocks/', '') ?? '<block>';
  const lines = options.serving
    ? [
        colours.bold('Services'),
        `  controller  ${platform.controllerAddress}   hand out blocks, take rewards`,
        `  evaluator   ${platform.evaluatorAddress}   train a block`,
        `  registry    ${platform.registryAddress}   query blocks, export models`,
        `  log         ${options.log}`,
        '',
        colours.bold('Next'),
      ]
    : [`Log: ${options.log}`, '', colours.bold('Next (with the services running: npm start)')];
  return [
    ...lines,
    `  npx blockqnn blocks show ${id}${flag('registry', platform.registryAddress)}`,
    `  npx blockqnn evaluate ${best?.block?.nsc ?? 'conv3@0'} --epochs 8${flag('evaluator', platform.evaluatorAddress)}`,
    `  npx blockqnn model export ${id}${stackFlags(best)} --out my-model${flag('registry', platform.registryAddress)}`,
    ...(options.serving ? ['', 'Serving until Ctrl-C.'] : []),
  ].join('\n');
}

/** The paper's CIFAR stack where the block fits it: some blocks pass their input on and outgrow it. */
function stackFlags(best: BlockSummaryMessage | undefined): string {
  if (!best?.block) return '';
  const images = { input: { height: 32, width: 32, channels: 3 }, classes: 10 };
  try {
    buildLayerGraph(parseBlock(best.block.nsc), cifarStack(images));
    return ` --stack cifar --image-size ${String(images.input.height)} --classes ${String(images.classes)}`;
  } catch (error) {
    if (error instanceof NetworkError) return '';
    throw error;
  }
}

/** The flag that a command needs where a service is not at its usual place. */
function flag(service: keyof typeof DEFAULT_PORTS, address: string): string {
  return address.endsWith(`:${String(DEFAULT_PORTS[service])}`) ? '' : ` --${service} ${address}`;
}
