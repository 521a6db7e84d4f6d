import type { Migration } from '@blockqnn/storage';
import { ARTIFACT_REFERENCES } from './migrations/artifact-references.js';
import { CHECKPOINTS } from './migrations/checkpoints.js';
import { EVALUATIONS } from './migrations/evaluations.js';
import { FIGURES } from './migrations/figures.js';
import { ORDERS } from './migrations/orders.js';
import { TRAININGS } from './migrations/trainings.js';

/** The schema's history, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  EVALUATIONS,
  TRAININGS,
  FIGURES,
  ARTIFACT_REFERENCES,
  ORDERS,
  CHECKPOINTS,
];
