import type { RegistryMethods } from '@blockqnn/api';
import type { Handlers } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import type { Artifacts } from '../artifacts/artifacts.js';
import type { OrphanCollector } from '../artifacts/orphan-collector.js';
import type { ModelExports } from '../exports/model-exports.js';
import type { KnownBlocks } from '../known-blocks.js';
import type { KeptWeights } from '../models/kept-weights.js';
import type { Database } from '../store/tables.js';
import { analyzeBlocks } from './analyze-blocks.js';
import { collectArtifacts } from './collect-artifacts.js';
import { compareStrategies } from './compare-strategies.js';
import { exportModel } from './export-model.js';
import { fetchArtifact } from './fetch-artifact.js';
import { findNearestBlocks } from './find-nearest-blocks.js';
import { findParetoFront } from './find-pareto-front.js';
import { getBlock } from './get-block.js';
import { getCheckpoint } from './get-checkpoint.js';
import { getTraining } from './get-training.js';
import { listArtifacts } from './list-artifacts.js';
import { listEvaluations } from './list-evaluations.js';
import { listReferenceBlocks } from './list-reference-blocks.js';
import { listTrainings } from './list-trainings.js';
import { queryBlocks } from './query-blocks.js';
import { queryUpload } from './query-upload.js';
import { registerCheckpoint } from './register-checkpoint.js';
import { registerTraining } from './register-training.js';
import { uploadArtifact } from './upload-artifact.js';

/** What the RPCs work with besides the database. */
export interface RegistryParts {
  /** Read as far as somebody asked for their neighbours. */
  readonly blocks: KnownBlocks;
  readonly artifacts: Artifacts;
  readonly collector: OrphanCollector;
  readonly weights: KeptWeights;
  readonly exports: ModelExports;
  /** Bytes that the weights of an exported model may have. */
  readonly maxWeightsBytes: number;
}

/** All RPCs of RegistryService. */
export function registryHandlers(
  db: Database,
  parts: RegistryParts,
  clock: Clock,
): Handlers<RegistryMethods> {
  return {
    queryBlocks: queryBlocks(db),
    getBlock: getBlock(db),
    findParetoFront: findParetoFront(db),
    findNearestBlocks: findNearestBlocks(db, parts.blocks),
    analyzeBlocks: analyzeBlocks(db),
    compareStrategies: compareStrategies(db),
    listReferenceBlocks: listReferenceBlocks(db),
    listEvaluations: listEvaluations(db),
    exportModel: exportModel(db, parts.exports, parts),
    uploadArtifact: uploadArtifact(parts.artifacts),
    queryUpload: queryUpload(parts.artifacts),
    fetchArtifact: fetchArtifact(parts.artifacts.store),
    listArtifacts: listArtifacts(parts.artifacts.store, db),
    collectArtifacts: collectArtifacts(parts.collector),
    registerTraining: registerTraining(db, parts, clock),
    registerCheckpoint: registerCheckpoint(db, parts.artifacts, clock),
    getCheckpoint: getCheckpoint(db),
    getTraining: getTraining(db),
    listTrainings: listTrainings(db),
  };
}
