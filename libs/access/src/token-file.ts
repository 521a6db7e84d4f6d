import { open, readFile, rename, rm } from 'node:fs/promises';
import { searchName } from '@blockqnn/api';
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import { parseTokenEntries, type TokenEntry } from './token-entry.js';

/** The text of an entry, as it is added to a file of tokens. */
export function formatEntry(entry: TokenEntry): string {
  const document = parseDocument('tokens: []');
  document.addIn(['tokens'], nodeOf(document, entry));
  flow(document, false);
  return document.toString();
}

/** A file of tokens has none of this name. */
export class UnknownTokenError extends Error {
  override readonly name = 'UnknownTokenError';
}

/** @throws Error where the file is not there or does not do. */
export async function readTokenFile(path: string): Promise<TokenEntry[]> {
  return entriesOf(path, await textOf(path));
}

/** Adds an entry, to a new file where there is none, and leaves all else in the file as it is, comments too. */
export async function addToTokenFile(path: string, entry: TokenEntry): Promise<void> {
  await rewrite(path, await textOf(path, EMPTY), (document, entries) => {
    if (entries.some(({ name }) => name === entry.name)) {
      throw new Error(
        `${path}: there is a token of the name ${entry.name}; revoke it first, or take another name`,
      );
    }
    document.addIn(['tokens'], nodeOf(document, entry));
  });
}

/** Takes an entry out. Rejects with {@link UnknownTokenError}, and where the file is not there or does not do. */
export async function removeFromTokenFile(path: string, name: string): Promise<void> {
  await rewrite(path, await textOf(path), (document, entries) => {
    const place = entries.findIndex((entry) => entry.name === name);
    if (place < 0) throw new UnknownTokenError(`${path}: there is no token of the name ${name}`);
    document.deleteIn(['tokens', place]);
  });
}

/** Replaces the file as a whole, so that whoever reads it sees the old one or the new one. */
async function rewrite(
  path: string,
  text: string,
  edit: (document: Document, entries: TokenEntry[]) => void,
): Promise<void> {
  const entries = entriesOf(path, text);
  const document = parseDocument(text);
  edit(document, entries);
  flow(document, text.trimStart().startsWith('{'));
  const written = document.toString();
  parseTokenEntries(written);
  const beside = `${path}.${String(process.pid)}.new`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(written);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

const EMPTY = 'tokens: []\n';

/** @param missing - what stands for a file that is not there; undefined: that is an error */
async function textOf(path: string, missing?: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    return text.trim() === '' ? EMPTY : text;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing && missing !== undefined) return missing;
    throw isMissing ? new Error(`${path}: there is no such file`, { cause: error }) : error;
  }
}

function entriesOf(path: string, text: string): TokenEntry[] {
  try {
    return parseTokenEntries(text);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

function nodeOf(document: Document, { name, role, sha256, searches, expiresMs }: TokenEntry) {
  const hash = document.createNode(sha256);
  // A hash of digits alone would be read as a number.
  hash.type = 'QUOTE_DOUBLE';
  return document.createNode({
    name,
    role,
    sha256: hash,
    ...(searches && { searches: searches.map(searchName) }),
    ...(expiresMs !== undefined && { expires: new Date(expiresMs).toISOString() }),
  });
}

/** JSON stays JSON; YAML gets a line for each field. */
function flow(document: Document, json: boolean): void {
  const tokens = document.get('tokens');
  if (!isSeq(tokens) || json) return;
  tokens.flow = false;
  for (const entry of tokens.items) if (isMap(entry)) entry.flow = false;
}
