import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { notFound, validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Database } from '../store/tables.js';
import { findTraining, trainingMessageOf } from '../store/trainings.js';
import { trainingNameField } from './resource-name-fields.js';

const requestSchema = z.object({ name: trainingNameField });

export function getTraining(db: Database): UnaryHandler<RegistryMethods['getTraining']> {
  return async (request) => {
    const { name: id } = validate(requestSchema, request);
    const row = await findTraining(db, id);
    if (!row) throw trainingNotFound(id);
    return { training: trainingMessageOf(row) };
  };
}

export function trainingNotFound(id: string) {
  return notFound(`${trainingName(id)} is not kept`);
}
