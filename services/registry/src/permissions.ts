import type { Permissions } from '@blockqnn/access';
import type { RegistryMethods } from '@blockqnn/api';

/** Who may call what; docs/security.md shows the table to people. */
export const REGISTRY_PERMISSIONS: Permissions<RegistryMethods> = {
  queryBlocks: { role: 'reader' },
  getBlock: { role: 'reader' },
  findParetoFront: { role: 'reader' },
  findNearestBlocks: { role: 'reader' },
  analyzeBlocks: { role: 'reader' },
  compareStrategies: { role: 'reader' },
  listReferenceBlocks: { role: 'reader' },
  listEvaluations: { role: 'reader', search: 'parent' },
  exportModel: { role: 'reader', search: 'trial' },
  getTraining: { role: 'reader' },
  listTrainings: { role: 'reader' },
  uploadArtifact: { role: 'worker' },
  queryUpload: { role: 'worker' },
  fetchArtifact: { role: 'reader' },
  listArtifacts: { role: 'reader' },
  collectArtifacts: { role: 'admin' },
  registerCheckpoint: { role: 'worker' },
  getCheckpoint: { role: 'worker' },
  registerTraining: { role: 'worker' },
};
