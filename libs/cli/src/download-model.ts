import type { ModelHeaderMessage, RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { checkAnnouncedFiles } from './download/announced-files.js';
import { IncomingFiles } from './download/incoming-files.js';
import { PartialModel } from './download/partial-model.js';
import { reconnecting, type Patience } from './download/reconnect.js';
import type { DownloadNews } from './download/show-download.js';
import { becomeModelFolder, checkModelFolder } from './model-folder.js';

type ExportRequest = Omit<RegistryMethods['exportModel']['requestInput'], 'resume'>;

export interface DownloadOptions extends DownloadNews {
  readonly request: ExportRequest;
  /** Folder to make; must not exist, or be empty. The folder above it must exist. */
  readonly directory: string;
  readonly signal: AbortSignal;
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
function fetchAll(
  registry: Client<RegistryMethods>,
  partial: PartialModel,
  options: DownloadOptions,
): Promise<ModelHeaderMessage> {
  return reconnecting(async (onNews) => {
    for (;;) {
      try {
        const header = await stream(registry, partial, options, onNews);
        if (header) return header;
      } catch (error) {
        if (options.signal.aborted || !isAnother(error)) throw error;
        await partial.clear();
      }
    }
  }, options);
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
