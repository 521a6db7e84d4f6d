import {
  addToTokenFile,
  formatEntry,
  hashToken,
  newToken,
  readTokenFile,
  removeFromTokenFile,
  ROLES,
  TOKEN_NAME,
  TOKEN_NAME_FORM,
  type Role,
  UnknownTokenError,
  type TokenEntry,
} from '@blockqnn/access';
import { parseSearchName, searchName } from '@blockqnn/api';
import { Command, InvalidArgumentError, Option } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { NotFoundError, UsageError } from '../exit-code.js';
import { writeSecret } from '../write-secret.js';
import { formatTable } from '../table.js';

interface CreateFlags {
  readonly name: string;
  readonly role: Role;
  readonly search?: readonly string[];
  readonly expires?: number;
  readonly file?: string;
  readonly out?: string;
}

const EXAMPLES = `
Examples:
  blockqnn token create --name ci --role reader --file tokens.yaml --out ci.token
  blockqnn token create --name gpu-node --role worker --expires 90d --file tokens.yaml --out gpu-node.token
`;

const DAY_MS = 86_400_000;

/** `blockqnn token …`: the file of tokens that services read (BLOCKQNN_TOKENS_FILE). Calls no service. */
export function tokenCommand(context: CliContext): Command {
  const command = new Command('token').description('tokens that services let callers in with');
  command.addCommand(create(context));
  command.addCommand(list(context));
  command.addCommand(revoke(context));
  return command;
}

function create(context: CliContext): Command {
  return new Command('create')
    .description('make a token and show it, once; services keep its hash alone')
    .requiredOption('--name <name>', `who has it: ${TOKEN_NAME_FORM}`, tokenName)
    .addOption(
      new Option('--role <role>', 'what it is good for; each role includes the one before')
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .option('--search <search...>', 'good for these searches alone', searchIds)
    .option('--expires <when>', 'a time such as 2030-01-31T12:00:00Z, or days from now such as 90d', (text) =>
      expiry(text, context.now()),
    )
    .option('--file <file>', 'add the entry to this file; otherwise it is printed, to be added by you')
    .option('--out <file>', 'write the token to this new file, which its owner alone may read')
    .addHelpText('after', EXAMPLES)
    .action(async ({ name, role, search, expires, file, out }: CreateFlags) => {
      const token = newToken();
      const sha256 = hashToken(token).toString('hex');
      const entry: TokenEntry = { name, role, sha256, searches: search, expiresMs: expires };
      const undo = out === undefined ? undefined : await told(writeSecret(out, `${token}\n`));
      try {
        if (file !== undefined) await told(addToTokenFile(file, entry));
      } catch (error) {
        await undo?.();
        throw error;
      }
      const shown = out === undefined ? 'The token, shown this once' : `The token is in ${out}`;
      if (file === undefined) {
        context.stderr.write(`${shown}; then the entry for the file of tokens:\n`);
        print(context, `${out === undefined ? `${token}\n\n` : ''}${formatEntry(entry).trimEnd()}`);
        return;
      }
      context.stderr.write(`The entry is in ${file}. ${shown}${out === undefined ? ':' : '.'}\n`);
      if (out === undefined) print(context, token);
    });
}

function list(context: CliContext): Command {
  return fileOption(new Command('list').description('the tokens of a file, without the tokens themselves'))
    .option('--json', 'print JSON', false)
    .action(async ({ file, json }: { file?: string; json: boolean }) => {
      const entries = await told(readTokenFile(fileOf(file, context)));
      if (json) printJson(context, entries.map(entryJson));
      else if (entries.length === 0) print(context, 'No token yet; `blockqnn token create` makes one.');
      else print(context, formatEntries(entries, context.now()));
    });
}

function revoke(context: CliContext): Command {
  return fileOption(
    new Command('revoke').description('take a token out of a file; services notice within seconds'),
  )
    .argument('<name>', 'of the token')
    .action(async (name: string, { file }: { file?: string }) => {
      const path = fileOf(file, context);
      await told(removeFromTokenFile(path, name));
      print(context, `${name} is out of ${path}.`);
    });
}

function fileOption(command: Command): Command {
  return command.option('--file <file>', 'the file of tokens (default: BLOCKQNN_TOKENS_FILE)');
}

function fileOf(flag: string | undefined, { env }: CliContext): string {
  const file = flag ?? env['BLOCKQNN_TOKENS_FILE'] ?? '';
  if (file !== '') return file;
  throw new UsageError('name the file of tokens: --file, or BLOCKQNN_TOKENS_FILE');
}

function formatEntries(entries: readonly TokenEntry[], nowMs: number): string {
  return formatTable(
    [{ title: 'NAME' }, { title: 'ROLE' }, { title: 'SEARCHES' }, { title: 'EXPIRES' }],
    entries.map(({ name, role, searches, expiresMs }) => [
      name,
      role,
      searches?.map(searchName).join(' ') ?? 'all',
      expiresMs === undefined
        ? 'never'
        : new Date(expiresMs).toISOString() + (expiresMs <= nowMs ? ' (has)' : ''),
    ]),
  );
}

function entryJson({ name, role, searches, expiresMs }: TokenEntry): Record<string, unknown> {
  return {
    name,
    role,
    searches: searches?.map(searchName),
    expires: expiresMs === undefined ? undefined : new Date(expiresMs).toISOString(),
  };
}

function tokenName(text: string): string {
  if (TOKEN_NAME.test(text)) return text;
  throw new InvalidArgumentError(`must be ${TOKEN_NAME_FORM}`);
}

function searchIds(text: string, before: readonly string[] | undefined): readonly string[] {
  const id = parseSearchName(text.startsWith('searches/') ? text : searchName(text));
  if (id === undefined)
    throw new InvalidArgumentError('must be the name of a search, with or without "searches/"');
  return [...(before ?? []), id];
}

function expiry(text: string, nowMs: number): number {
  const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
  const ms = days === undefined ? Date.parse(text) : nowMs + Number(days) * DAY_MS;
  if (days === undefined && !/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    throw new InvalidArgumentError(
      'must be a time such as 2030-01-31T12:00:00Z, or days from now such as 90d',
    );
  }
  if (Number.isNaN(ms)) throw new InvalidArgumentError('must be a time that there is');
  if (ms <= nowMs) throw new InvalidArgumentError('must be in the future');
  return ms;
}

/** What is wrong with the file is the user's to mend. */
async function told<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw error instanceof UnknownTokenError ? new NotFoundError(message) : new UsageError(message);
  }
}
