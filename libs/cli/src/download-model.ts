import type { ModelHeaderMessage, RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAnnouncedFiles } from './download/announced-files.js';
import { IncomingFiles } from './download/incoming-files.js';
import { PartialModel } from './download/partial-model.js';
import { PATIENCE, waitBeforeRetry, type Patience } from './download/reconnect.js';
import { becomeModelFolder, checkModelFolder } from './model-folder.js';

type ExportRequest = Omit<RegistryMethods['exportModel']['requestInput'], 'resume'>;

export interface DownloadOptions {
  readonly request: ExportRequest;
  /** Folder to make; must not exist, or be empty. The folder above it must exist. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Bytes so far, of all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** The connection was lost; another try follows after so many ms. */
  readonly onRetry?: (error: RpcError, waitMs: number) => void;
  /** It failed for good; what came is kept in a folder, and the same call goes on with it. */
  readonly onKept?: (path: string) => void;
  readonly patience?: Patience;
}

/**
 * Fetches a model into a folder. The folder appears whole or not at all: until every file has the SHA-256 that was
 * announced, they lie in `{directory}.partial`. A lost connection is taken up again where it broke, and so is what an
 * earlier call left.
 */
export async function downloadModel(
  registry: Client<RegistryMethods>,
  options: DownloadOptions,
): Promise<ModelHeaderMessage> {
  const folder = await checkModelFolder(options.directory);
  await using partial = await PartialModel.open(folder.path, options.request);
  try {
    const header = await fetchAll(registry, partial, options);
    await becomeModelFolder(folder, partial.filesPath);
    await partial.clear();
    return header;
  } catch (error) {
    if (partial.header) options.onKept?.(partial.path);
    throw error;
  }
}

/** Streams until nothing is missing any more, as often as the connection breaks. */
async function fetchAll(
  registry: Client<RegistryMethods>,
  partial: PartialModel,
  options: DownloadOptions,
): Promise<ModelHeaderMessage> {
  const { signal, onRetry, patience = PATIENCE } = options;
  /** Tries in a row that brought nothing, and whether the registry ever answered. */
  const news = { tried: 0, answered: false };
  for (;;) {
    try {
      const header = await stream(registry, partial, options, () => {
        news.answered = true;
        news.tried = 0;
      });
      if (header) return header;
    } catch (error) {
      if (signal.aborted) throw error;
      if (isAnother(error)) {
        await partial.clear();
        continue;
      }
      // A service that was never there is not waited for; one that asks for patience is.
      const known = news.answered || (error instanceof RpcError && error.retryDelayMs !== undefined);
      const waitMs = known ? waitBeforeRetry(error, news.tried, patience) : undefined;
      if (waitMs === undefined) throw error;
      news.tried += 1;
      onRetry?.(error as RpcError, waitMs);
      await sleep(waitMs, undefined, { signal });
    }
  }
}

/** One stream, from what is missing on. Resolves to the header when all is there, checked. */
async function stream(
  registry: Client<RegistryMethods>,
  partial: PartialModel,
  { request, signal, onProgress }: DownloadOptions,
  onNews: () => void,
): Promise<ModelHeaderMessage | undefined> {
  let { header } = partial;
  let files = header && new IncomingFiles(partial.filesPath, header.files);
  const missing = await files?.missingFrom();
  if (header && files && !missing) {
    await files.verify();
    return header;
  }
  let done = missing?.before ?? 0;
  const resume = header && missing && { etag: header.etag, file: missing.file, offset: missing.offset };
  try {
    for await (const part of registry.exportModel({ ...request, ...(resume && { resume }) }, { signal })) {
      onNews();
      if (part.header && !header) {
        header = part.header;
        files = new IncomingFiles(partial.filesPath, checkAnnouncedFiles(header));
        await partial.begin(header);
      }
      if (!part.chunk) continue;
      if (!files) throw new Error('the registry sent no header');
      const { name, offset, data } = part.chunk;
      await files.write(name, offset, data);
      done += data.length;
      onProgress?.(done, files.totalBytes);
    }
  } finally {
    await files?.[Symbol.asyncDispose]();
  }
  if (!files) throw new Error('the registry sent no header');
  if (await files.missingFrom()) throw new Error('the registry sent less than it announced; try again');
  return undefined;
}

/** Whether the registry says that the model to go on with is another one by now. */
function isAnother(error: unknown): boolean {
  return error instanceof RpcError && error.reason === 'MODEL_CHANGED';
}
