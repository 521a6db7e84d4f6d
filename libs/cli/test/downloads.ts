import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RegistryMethods } from '@blockqnn/api';
import { unavailable } from '@blockqnn/rpc';
import { downloadModel, type DownloadOptions } from '../src/download-model.js';
import { chunksOf, headerOf, type Files, type PretendedRegistry } from './pretended-registry.js';

type Message = RegistryMethods['exportModel']['responseInput'];

export const FILES: Files = {
  'model.json': '{"a":"model"}',
  'weights.bin': '0123456789abcdef',
  'MODEL_CARD.md': '# Card',
};
export const PATIENCE = { firstMs: 1, mostMs: 4, tries: 3 };
const never = new AbortController().signal;

export async function scratch(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-download-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function download(
  registry: PretendedRegistry,
  folder: string,
  changes: Partial<DownloadOptions> = {},
) {
  return downloadModel(registry.client, {
    request: { block: 'blocks/0123456789abcdef' },
    directory: join(folder, 'model'),
    signal: never,
    patience: PATIENCE,
    ...changes,
  });
}

export async function contentOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
      }),
    ),
  );
}

/** All of a model, header first. */
export async function* whole(
  files: Files,
  resume: Parameters<typeof chunksOf>[1],
  header = headerOf(files),
): AsyncGenerator<Message> {
  yield { header };
  yield* chunksOf(files, resume);
  await Promise.resolve();
}

/** So many messages, then what a registry says that goes down. */
export async function* broken(
  files: Files,
  resume: Parameters<typeof chunksOf>[1],
  messages: number,
): AsyncGenerator<Message> {
  let left = messages;
  for await (const message of whole(files, resume)) {
    if (left === 0) throw unavailable('SHUTTING_DOWN', 'the server shuts down', 0);
    left -= 1;
    yield message;
  }
}
