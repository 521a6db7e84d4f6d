import { open } from 'node:fs/promises';
import { artifactName, type RegistryMethods } from '@blockqnn/api';
import { invalidArgument, notFound, validate, type ServerStreamHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { ArtifactStore } from '../artifacts/artifact-store.js';
import { artifactNameField } from './resource-name-fields.js';

const CHUNK_BYTES = 2 ** 20;

const requestSchema = z.object({ name: artifactNameField, offset: z.int().min(0, 'must be 0 or more') });

export function fetchArtifact(store: ArtifactStore): ServerStreamHandler<RegistryMethods['fetchArtifact']> {
  return async function* (request, { signal }) {
    const { name, offset } = validate(requestSchema, request);
    await using artifact = await store.open(name, signal);
    if (!artifact) throw notFound(`${artifactName(name)} is not kept`);
    const { path, sizeBytes } = artifact;
    if (offset > sizeBytes) {
      throw invalidArgument([{ field: 'offset', description: `must be 0 to the length, ${sizeBytes}` }]);
    }
    await using file = await open(path);
    yield { header: { sizeBytes, sha256: name.sha256 } };
    for (let position = offset; position < sizeBytes;) {
      // A new one each time: the one before may not be sent yet.
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, sizeBytes - position));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
      if (bytesRead === 0) throw new Error(`${path} ends at ${position}, before its length`);
      yield { chunk: chunk.subarray(0, bytesRead) };
      position += bytesRead;
    }
  };
}
