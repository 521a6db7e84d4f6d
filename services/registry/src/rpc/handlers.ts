import type { RegistryMethods } from '@blockqnn/api';
import { unimplemented, type Handlers } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import type { ModelSources } from '../models/build-model.js';
import type { Database } from '../store/tables.js';
import { exportModel } from './export-model.js';
import { getBlock } from './get-block.js';
import { getTraining } from './get-training.js';
import { listEvaluations } from './list-evaluations.js';
import { listTrainings } from './list-trainings.js';
import { queryBlocks } from './query-blocks.js';
import { registerTraining } from './register-training.js';
import { uploadWeights } from './upload-weights.js';

/** All RPCs of RegistryService. */
export function registryHandlers(
  db: Database,
  sources: Omit<ModelSources, 'logger'>,
  clock: Clock,
): Handlers<RegistryMethods> {
  return {
    queryBlocks: queryBlocks(db),
    getBlock: getBlock(db),
    findParetoFront: () => Promise.reject(unimplemented('FindParetoFront is not answered yet')),
    findNearestBlocks: () => Promise.reject(unimplemented('FindNearestBlocks is not answered yet')),
    analyzeBlocks: () => Promise.reject(unimplemented('AnalyzeBlocks is not answered yet')),
    compareStrategies: () => Promise.reject(unimplemented('CompareStrategies is not answered yet')),
    listReferenceBlocks: () => Promise.reject(unimplemented('ListReferenceBlocks is not answered yet')),
    listEvaluations: listEvaluations(db),
    exportModel: exportModel(db, sources),
    uploadWeights: uploadWeights(sources.folder),
    registerTraining: registerTraining(db, sources.folder, clock),
    getTraining: getTraining(db),
    listTrainings: listTrainings(db),
  };
}
