import { weightsName, type RegistryMethods } from '@blockqnn/api';
import { decodeSafetensors, NetworkError } from '@blockqnn/network';
import { invalidArgument, resourceExhausted, validate, type ClientStreamHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { IncomingWeights, WeightsFolder } from '../store/weights-folder.js';
import { Turnstile } from '../turnstile.js';

const MAX_SIZE_BYTES = 2 ** 30;
const MAX_CHUNK_BYTES = 2 ** 20;
const DISK_FULL_RETRY_MS = 60_000;

const headerSchema = z.object({
  sizeBytes: z
    .int()
    .min(1, `must be 1 to ${MAX_SIZE_BYTES}`)
    .max(MAX_SIZE_BYTES, `must be 1 to ${MAX_SIZE_BYTES}`),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
});
type Header = z.infer<typeof headerSchema>;

type Upload = RegistryMethods['uploadWeights'];
type Requests = AsyncIterable<Upload['request']>;

export function uploadWeights(folder: WeightsFolder): ClientStreamHandler<Upload> {
  // A file is checked in memory as a whole.
  const checking = new Turnstile();
  return async (requests) => {
    try {
      await using incoming = await folder.create();
      const header = await receive(requests, incoming);
      await checking.pass(() => check(incoming, header));
      await incoming.keep(header.sha256);
      return { name: weightsName(header.sha256) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      throw resourceExhausted('DISK_FULL', 'the disk for weights is full', DISK_FULL_RETRY_MS);
    }
  };
}

async function receive(requests: Requests, incoming: IncomingWeights): Promise<Header> {
  let header: Header | undefined;
  for await (const request of requests) {
    if (header) await receiveChunk(request, header, incoming);
    else header = validate(headerSchema, headerOf(request), 'header');
  }
  return header ?? violate('header', 'must come first; the stream is empty');
}

function headerOf({ header }: Upload['request']) {
  return header ?? violate('header', 'must come first, before any chunk');
}

async function receiveChunk({ chunk }: Upload['request'], { sizeBytes }: Header, incoming: IncomingWeights) {
  if (!chunk) violate('chunk', 'must be set in every message after the header');
  if (chunk.length > MAX_CHUNK_BYTES)
    violate('chunk', `has ${chunk.length} bytes, at most ${MAX_CHUNK_BYTES} allowed`);
  if (incoming.sizeBytes + chunk.length > sizeBytes) {
    violate('chunk', `more bytes than the ${sizeBytes} of header.size_bytes`);
  }
  await incoming.append(chunk);
}

async function check(incoming: IncomingWeights, header: Header): Promise<void> {
  if (incoming.sizeBytes !== header.sizeBytes) {
    violate('header.size_bytes', `is ${header.sizeBytes}, but ${incoming.sizeBytes} bytes came`);
  }
  const sha256 = incoming.finish();
  if (sha256 !== header.sha256)
    violate('header.sha256', `is ${header.sha256}, but that of the bytes is ${sha256}`);
  try {
    decodeSafetensors(await incoming.content());
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    violate('chunk', `no weights in safetensors form: ${error.message}`);
  }
}

function violate(field: string, description: string): never {
  throw invalidArgument([{ field, description }]);
}
