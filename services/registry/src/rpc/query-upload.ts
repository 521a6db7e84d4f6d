import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Artifacts } from '../artifacts/artifacts.js';
import { artifactNameField } from './resource-name-fields.js';

const requestSchema = z.object({ name: artifactNameField });

export function queryUpload({
  store,
  incoming,
  turns,
}: Artifacts): UnaryHandler<RegistryMethods['queryUpload']> {
  return async (request) => {
    const { name: artifact } = validate(requestSchema, request);
    // Whoever hears that it is there relies on its staying a while.
    if (await turns.take(artifact, () => store.touch(artifact))) {
      const info = await store.find(artifact);
      if (info) return { committedBytes: info.sizeBytes, complete: true };
    }
    return { committedBytes: await incoming.committedBytes(artifact), complete: false };
  };
}
