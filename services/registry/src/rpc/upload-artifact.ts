import { setImmediate as nextTurn } from 'node:timers/promises';
import { artifactKindFromProto, artifactName, type RegistryMethods } from '@blockqnn/api';
import { aborted, invalidArgument, validate, type ClientStreamHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { ArtifactId } from '../artifacts/artifact-store.js';
import type { Artifacts } from '../artifacts/artifacts.js';
import { formFault, MAX_BYTES } from '../artifacts/check-form.js';
import type { IncomingFile } from '../artifacts/incoming-file.js';

const MAX_CHUNK_BYTES = 2 ** 20;

type Upload = RegistryMethods['uploadArtifact'];
type Request = Upload['request'];
type Part = NonNullable<Request>;

const headerSchema = z
  .object({
    kind: z.string().transform((kind, context) => {
      const known = artifactKindFromProto(kind as Parameters<typeof artifactKindFromProto>[0]);
      if (known) return known;
      context.addIssue({
        code: 'custom',
        message: 'must be ARTIFACT_KIND_WEIGHTS, ARTIFACT_KIND_CHECKPOINT or ARTIFACT_KIND_CURVE',
      });
      return z.NEVER;
    }),
    sizeBytes: z.int().min(1, 'must be at least 1'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
    offset: z.int().min(0, 'must be 0 or more'),
  })
  .superRefine(({ kind, sizeBytes, offset }, context) => {
    const most = MAX_BYTES[kind];
    if (sizeBytes > most) {
      context.addIssue({ code: 'custom', path: ['sizeBytes'], message: `must be 1 to ${most} for ${kind}` });
    }
    if (offset > sizeBytes) {
      context.addIssue({
        code: 'custom',
        path: ['offset'],
        message: `must be 0 to size_bytes, ${sizeBytes}`,
      });
    }
  });
type Header = z.infer<typeof headerSchema>;

/**
 * 1. Bytes go to a file as they come. One whose stream breaks off stays, to be gone on with.
 * 2. Length, checksum and form have to be what the header says; the file goes otherwise.
 * 3. The store keeps it. Where that is away the file stays.
 */
export function uploadArtifact({ store, incoming, turns }: Artifacts): ClientStreamHandler<Upload> {
  return async (requests, { signal }) => {
    const parts = requests[Symbol.asyncIterator]();
    const header = await readHeader(parts);
    const artifact: ArtifactId = { kind: header.kind, sha256: header.sha256 };
    await using file = await begin(header, artifact);
    await receive(parts, header, file, signal);
    await check(header, file);
    file.stay();
    await turns.take(artifact, () => store.put(artifact, file, signal));
    file.leave();
    return { name: artifactName(artifact) };
  };

  async function begin({ sizeBytes, offset }: Header, artifact: ArtifactId): Promise<IncomingFile> {
    const file = await incoming.begin(artifact, sizeBytes, offset);
    if (file === 'busy') {
      throw aborted('UPLOAD_UNDER_WAY', 'another call uploads the same; wait for it, or begin at offset 0');
    }
    if (file === 'missing') {
      throw aborted('UPLOAD_OFFSET', `fewer than ${offset} bytes are there; ask QueryUpload how many`);
    }
    return file;
  }
}

async function readHeader(parts: AsyncIterator<Part>): Promise<Header> {
  const first = await parts.next();
  if (first.done === true) violate('header', 'must come first; the stream is empty');
  const { header } = first.value;
  return header
    ? validate(headerSchema, header, 'header')
    : violate('header', 'must come first, before any chunk');
}

async function receive(
  parts: AsyncIterator<Part>,
  { sizeBytes }: Header,
  file: IncomingFile,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    // Whatever ends the stream here is no fault of the bytes before it.
    file.stay();
    const next = await parts.next();
    if (next.done === true) {
      // One that broke off ends like any other; that it did is told right after.
      await nextTurn();
      signal.throwIfAborted();
    }
    file.leave();
    if (next.done === true) return;
    const { chunk } = next.value;
    if (!chunk) violate('chunk', 'must be set in every message after the header');
    if (chunk.length > MAX_CHUNK_BYTES)
      violate('chunk', `has ${chunk.length} bytes, at most ${MAX_CHUNK_BYTES} allowed`);
    if (file.sizeBytes + chunk.length > sizeBytes) {
      violate('chunk', `more bytes than the ${sizeBytes} of header.size_bytes`);
    }
    await file.append(chunk);
  }
}

async function check({ kind, sizeBytes, sha256, offset }: Header, file: IncomingFile): Promise<void> {
  if (file.sizeBytes !== sizeBytes) {
    violate('header.size_bytes', `is ${sizeBytes}, but ${file.sizeBytes} bytes came`);
  }
  const found = file.finish();
  if (found !== sha256) {
    // Either part may be the one that is wrong.
    if (offset > 0) {
      throw aborted(
        'UPLOAD_DAMAGED',
        'the bytes before header.offset do not go with the rest; begin at offset 0',
      );
    }
    violate('header.sha256', `is ${sha256}, but that of the bytes is ${found}`);
  }
  const fault = await formFault(kind, file);
  if (fault !== undefined) violate('chunk', fault);
}

function violate(field: string, description: string): never {
  throw invalidArgument([{ field, description }]);
}
