import {
  artifactKindToProto,
  parseArtifactName,
  timestampFromProto,
  type ArtifactKind,
  type ArtifactMessage,
  type RegistryMethods,
} from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { createCountDisplay } from '../count-display.js';
import { showDownload } from '../download/show-download.js';
import { UsageError } from '../exit-code.js';
import { fetchArtifact } from '../fetch-artifact.js';
import { firstOf, tellOfMore } from '../first-of.js';
import { formatFittedTable } from '../fitted-table.js';
import { wholeNumber } from '../flag-values.js';
import { formatCount } from '../format.js';
import { serviceOption, withService } from '../services.js';
import { tableWidth } from '../table-width.js';

const PAGE_SIZE = 1000;
const MAX_LISTED = 1_000_000;
const WAITING = {
  notice: 'The registry gets the artifact …',
  interrupted: 'Interrupted before anything of it came; the same command asks for it again.',
};
const KINDS = ['weights', 'checkpoints', 'curves'] as const satisfies readonly ArtifactKind[];

const EXAMPLES = `
Artifacts are files that the registry keeps under their SHA-256: weights, checkpoints, and curves of full trainings.
In use are those that an evaluation or a training names. The others are orphans; the registry removes them by itself,
some days after their upload.

Examples:
  blockqnn artifacts list --orphans
  blockqnn artifacts fetch weights/<sha256> --out model.safetensors
  blockqnn artifacts collect --dry-run
`;

interface ListFlags {
  readonly kind: ArtifactKind | undefined;
  readonly orphans: boolean;
  readonly limit: number;
  readonly json: boolean;
}

/** `blockqnn artifacts …`: the files that the registry keeps. */
export function artifactsCommand(context: CliContext): Command {
  return new Command('artifacts')
    .description('files that the registry keeps: weights, checkpoints, curves')
    .addHelpText('after', EXAMPLES)
    .addCommand(list(context))
    .addCommand(fetch(context))
    .addCommand(collect(context));
}

function list(context: CliContext): Command {
  const command = new Command('list')
    .description('artifacts by kind and SHA-256')
    .addOption(new Option('--kind <kind>', 'of this kind alone').choices(KINDS))
    .option('--orphans', 'only those that no evaluation and no training uses', false)
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 100)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'));
  return command.action(async ({ kind, orphans, limit, json }: ListFlags) => {
    await withService('registry', command, async (registry) => {
      const all = artifactsOf(registry, { kind, orphans }, context.signal);
      const { items: artifacts, more } = await firstOf(all, limit);
      if (json) printJson(context, artifacts.map(artifactJson));
      else if (artifacts.length === 0) print(context, 'The registry has no such artifact.');
      else print(context, formatArtifacts(artifacts, tableWidth(context)));
      if (more) tellOfMore(context, limit, MAX_LISTED);
    });
  });
}

/** Page by page, as far as they are read. */
async function* artifactsOf(
  registry: Client<RegistryMethods>,
  { kind, orphans }: Pick<ListFlags, 'kind' | 'orphans'>,
  signal: AbortSignal,
): AsyncGenerator<ArtifactMessage> {
  const asked = kind === undefined ? {} : { kind: artifactKindToProto(kind) };
  let pageToken = '';
  do {
    const page = await registry.listArtifacts({ ...asked, pageSize: PAGE_SIZE, pageToken }, { signal });
    yield* page.artifacts.filter(({ referenced }) => !(orphans && referenced));
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
}

function fetch(context: CliContext): Command {
  const command = new Command('fetch')
    .description('fetch one into a file; goes on where an earlier attempt broke off')
    .argument('<artifact>', 'weights/<sha256>, checkpoints/<sha256> or curves/<sha256>')
    .requiredOption('--out <file>', 'file to make')
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'));
  return command.action(async (name: string, { out, json }: { out: string; json: boolean }) => {
    const artifact = parseArtifactName(name);
    if (!artifact) {
      throw new UsageError(
        `artifact ${JSON.stringify(name)}: must be weights/, checkpoints/ or curves/ and 64 lower-case hexadecimal digits, as \`blockqnn artifacts list\` prints them`,
      );
    }
    await withService('registry', command, async (registry) => {
      const options = { artifact, path: out, signal: context.signal };
      const sizeBytes = await showDownload(context, WAITING, (news) =>
        fetchArtifact(registry, { ...options, ...news }),
      );
      if (json) printJson(context, { name, file: out, sizeBytes });
      else print(context, `${out}: ${formatCount(sizeBytes)}B, with the SHA-256 of its name`);
    });
  });
}

function collect(context: CliContext): Command {
  const command = new Command('collect')
    .description('remove orphans that are older than the grace period of the registry')
    .option('--dry-run', 'only tell which', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'));
  return command.action(async ({ dryRun, json }: { dryRun: boolean; json: boolean }) => {
    const collected: ArtifactMessage[] = [];
    let examined = 0;
    const display = createCountDisplay(context.stderr, 'artifacts looked at');
    try {
      await withService('registry', command, async (registry) => {
        const { signal } = context;
        for await (const batch of registry.collectArtifacts({ dryRun }, { signal })) {
          collected.push(...batch.artifacts);
          examined = batch.examinedCount;
          display.update(examined, examined);
        }
      });
    } finally {
      display.stop();
    }
    const bytes = collected.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (json) printJson(context, { dryRun, examined, bytes, artifacts: collected.map(artifactJson) });
    else {
      if (collected.length > 0) print(context, formatArtifacts(collected, tableWidth(context)));
      const done = dryRun ? 'would be removed' : 'removed';
      print(
        context,
        `${String(collected.length)} of ${String(examined)} artifacts ${done}, ${formatCount(bytes)}B`,
      );
    }
  });
}

/** Artifacts for people, fitted to a terminal of so many columns. */
function formatArtifacts(artifacts: readonly ArtifactMessage[], columns = Number.POSITIVE_INFINITY): string {
  return formatFittedTable<ArtifactMessage>(
    [
      { title: 'ARTIFACT', cell: ({ name }) => name },
      { title: 'BYTES', align: 'right', leaveOut: 1, cell: ({ sizeBytes }) => formatCount(sizeBytes) },
      { title: 'UPLOADED', leaveOut: 2, cell: (artifact) => updatedOf(artifact)?.slice(0, 16) ?? '' },
      { title: 'STATE', leaveOut: 3, cell: ({ referenced }) => (referenced ? 'in use' : 'orphan') },
    ],
    artifacts,
    columns,
  );
}

function artifactJson(artifact: ArtifactMessage): Record<string, unknown> {
  const { name, sizeBytes, referenced } = artifact;
  return { name, sizeBytes, updated: updatedOf(artifact), referenced };
}

function updatedOf({ updateTime }: ArtifactMessage): string | undefined {
  const updatedMs = timestampFromProto(updateTime);
  return updatedMs === undefined ? undefined : new Date(updatedMs).toISOString();
}
