import { timestampToProto, trainingName, type RegistryMethods } from '@blockqnn/api';
import { notFound, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { findCheckpoint } from '../store/checkpoints.js';
import type { CheckpointTable, Database } from '../store/tables.js';
import { trainingNameField } from './resource-name-fields.js';

type CheckpointInput = NonNullable<RegistryMethods['getCheckpoint']['responseInput']['checkpoint']>;

const requestSchema = z.object({ training: trainingNameField });

export function getCheckpoint(db: Database): UnaryHandler<RegistryMethods['getCheckpoint']> {
  return async (request) => {
    const { training } = validate(requestSchema, request);
    const row = await findCheckpoint(db, training);
    if (!row) throw notFound(`no checkpoint of ${trainingName(training)} is kept`);
    return { checkpoint: checkpointToProto(row) };
  };
}

export function checkpointToProto({
  training,
  sha256,
  size_bytes,
  update_time,
}: CheckpointTable): CheckpointInput {
  return {
    training: trainingName(training),
    sha256,
    sizeBytes: size_bytes,
    updateTime: timestampToProto(update_time),
  };
}
