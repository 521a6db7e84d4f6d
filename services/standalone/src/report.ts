import { open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ControllerMethods, SearchMessage, TrialMessage } from '@blockqnn/api';
import {
  evaluationJson,
  failureJson,
  searchJson,
  UsageError,
  type EvaluationJson,
  type FailureJson,
} from '@blockqnn/cli';
import type { Client } from '@blockqnn/rpc';

/** What `--report` writes. */
export interface Report {
  readonly search: Record<string, unknown>;
  /** Measured blocks, in the order in which they were handed out. */
  readonly evaluations: readonly EvaluationJson[];
  /** Blocks that could not be measured. */
  readonly failures: readonly FailureJson[];
  /** The evaluation of the highest reward; null where there is none. */
  readonly best: EvaluationJson | null;
  /** Where the best block's model is; null where there is none. */
  readonly export: { readonly format: 'tfjs'; readonly path: string } | null;
}

export function createReport(
  search: SearchMessage,
  trials: readonly TrialMessage[],
  exported: Report['export'],
): Report {
  return {
    search: searchJson(search),
    evaluations: trials.map(evaluationJson).filter((evaluation) => evaluation !== undefined),
    failures: trials.map(failureJson).filter((failure) => failure !== undefined),
    best: (search.bestTrial && evaluationJson(search.bestTrial)) ?? null,
    export: exported,
  };
}

/** Every trial of a search, in the order they were made. */
export async function listTrials(
  controller: Client<ControllerMethods>,
  parent: string,
  signal: AbortSignal,
): Promise<TrialMessage[]> {
  const all: TrialMessage[] = [];
  let pageToken = '';
  do {
    const page = await controller.listTrials({ parent, pageSize: 1000, pageToken }, { signal });
    all.push(...page.trials);
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  return all;
}

/** Throws {@link UsageError} now where the report could not be written hours later. */
export async function checkReportFile(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (folder?.isDirectory() !== true)
    throw new UsageError(`--report ${file}: the folder ${dirname(file)} does not exist`);
  const present = await stat(file).catch(() => undefined);
  if (present?.isDirectory() === true) throw new UsageError(`--report ${file}: is a folder`);
}

/** Writes beside the file and renames, so that a reader never sees half a report. */
export async function writeReport(file: string, report: Report): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w');
  try {
    await handle.writeFile(`${JSON.stringify(report, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
