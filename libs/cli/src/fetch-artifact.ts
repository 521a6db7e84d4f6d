import { artifactName, type ArtifactName, type RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { PartialFile } from './download/partial-file.js';
import { reconnecting, type Patience } from './download/reconnect.js';
import type { DownloadNews } from './download/show-download.js';

export interface FetchOptions extends DownloadNews {
  readonly artifact: ArtifactName;
  /** File to make; must not exist. The folder above it must exist. */
  readonly path: string;
  readonly signal: AbortSignal;
  readonly patience?: Patience;
}

/**
 * Fetches an artifact into a file, which appears whole and checked; gives its length in bytes. A lost connection is
 * taken up again where it broke, and so is what an earlier call left in `{path}.part`; where that turns out to be of
 * something else, it begins anew.
 */
export async function fetchArtifact(
  registry: Client<RegistryMethods>,
  options: FetchOptions,
): Promise<number> {
  const { artifact, path, onKept } = options;
  await using part = await PartialFile.open(path);
  try {
    const wasLeft = part.sizeBytes > 0;
    await fetchRest(registry, part, options);
    if (wasLeft && part.sha256() !== artifact.sha256) {
      await part.clear();
      await fetchRest(registry, part, options);
    }
  } catch (error) {
    if (part.sizeBytes > 0) onKept?.(part.path);
    throw error;
  }
  const { sizeBytes } = part;
  const sha256 = part.sha256();
  if (sha256 !== artifact.sha256) {
    await part.clear();
    throw new Error(
      `what came has the SHA-256 ${sha256}, not that of its name; nothing of it is kept: try again`,
    );
  }
  await part.become();
  return sizeBytes;
}

/** Streams until all has come, as often as the connection breaks. */
function fetchRest(
  registry: Client<RegistryMethods>,
  part: PartialFile,
  options: FetchOptions,
): Promise<void> {
  return reconnecting(async (onNews) => {
    try {
      await stream(registry, part, options, onNews);
    } catch (error) {
      // More bytes than the artifact has cannot be its beginning, whatever they are.
      const tooLong = error instanceof RpcError && error.code === status.INVALID_ARGUMENT;
      if (part.sizeBytes === 0 || !tooLong) throw error;
      await part.clear();
      await stream(registry, part, options, onNews);
    }
  }, options);
}

/** One stream, from what is there on. */
async function stream(
  registry: Client<RegistryMethods>,
  part: PartialFile,
  { artifact, signal, onProgress }: FetchOptions,
  onNews: () => void,
): Promise<void> {
  const request = { name: artifactName(artifact), offset: part.sizeBytes };
  let total = 0;
  for await (const { header, chunk } of registry.fetchArtifact(request, { signal })) {
    onNews();
    if (header) total = header.sizeBytes;
    if (!chunk) continue;
    if (part.sizeBytes + chunk.length > total) throw new Error('the registry sent more than it announced');
    await part.append(chunk);
    onProgress?.(part.sizeBytes, total);
  }
}
