import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { failedPrecondition, validate, type UnaryHandler } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import { z } from 'zod';
import type { Artifacts } from '../artifacts/artifacts.js';
import { removeCheckpoint } from '../remove-checkpoint.js';
import { keepCheckpoint } from '../store/checkpoints.js';
import type { CheckpointTable, Database } from '../store/tables.js';
import { checkpointToProto } from './get-checkpoint.js';
import { trainingNameField } from './resource-name-fields.js';

const requestSchema = z
  .object({ training: trainingNameField, sha256: z.string(), anew: z.boolean() })
  .superRefine(({ sha256, anew }, context) => {
    const fault = anew
      ? sha256 !== '' && 'must be empty where the training begins anew'
      : !/^[0-9a-f]{64}$/.test(sha256) && 'must be 64 lower-case hexadecimal digits';
    if (fault !== false) context.addIssue({ code: 'custom', path: ['sha256'], message: fault });
  });

export function registerCheckpoint(
  db: Database,
  artifacts: Artifacts,
  clock: Clock,
): UnaryHandler<RegistryMethods['registerCheckpoint']> {
  const { store, turns } = artifacts;
  const keep = async (row: CheckpointTable): Promise<string | undefined> => {
    const kept = await keepCheckpoint(db, row);
    if (kept.kind === 'kept') return kept.before;
    throw failedPrecondition(
      'TRAINING_REGISTERED',
      `${trainingName(row.training)} is registered already and was not begun anew; it needs no checkpoint`,
    );
  };
  return async (request) => {
    const { training, sha256, anew } = validate(requestSchema, request);
    if (anew) {
      const before = await keep({ training, sha256, size_bytes: 0, update_time: clock.now() });
      await removeCheckpoint(db, artifacts, before);
      return {};
    }
    const artifact = { kind: 'checkpoints', sha256 } as const;
    // It is not collected between being found there and being named.
    const { row, before } = await turns.take(artifact, async () => {
      const info = (await store.touch(artifact)) ? await store.find(artifact) : undefined;
      if (!info) {
        throw failedPrecondition(
          'NO_CHECKPOINT',
          `the checkpoint ${sha256} is not kept; upload it with UploadArtifact first`,
        );
      }
      const row = { training, sha256, size_bytes: info.sizeBytes, update_time: clock.now() };
      return { row, before: await keep(row) };
    });
    if (before !== sha256) await removeCheckpoint(db, artifacts, before);
    return { checkpoint: checkpointToProto(row) };
  };
}
