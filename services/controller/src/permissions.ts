import type { Permissions } from '@blockqnn/access';
import type { ControllerMethods } from '@blockqnn/api';

/** Who may call what; docs/security.md shows the table to people. */
export const CONTROLLER_PERMISSIONS: Permissions<ControllerMethods> = {
  getSearch: { role: 'reader', search: 'name' },
  listSearches: { role: 'reader' },
  listTrials: { role: 'reader', search: 'parent' },
  watchSearch: { role: 'reader', search: 'name' },
  requestBlocks: { role: 'worker', search: 'search' },
  reportProgress: { role: 'worker', search: 'trial' },
  submitReward: { role: 'worker', search: 'trial' },
  abandonTrial: { role: 'worker', search: 'trial' },
  createSearch: { role: 'admin' },
  pauseSearch: { role: 'admin', search: 'name' },
  resumeSearch: { role: 'admin', search: 'name' },
  deleteSearch: { role: 'admin', search: 'name' },
  undeleteSearch: { role: 'admin', search: 'name' },
  // Makes a search, as CreateSearch does: no token is for one that there is not yet.
  cloneSearch: { role: 'admin' },
  importEvaluations: { role: 'admin', search: 'parent' },
  replayEvents: { role: 'admin', search: 'parent' },
};
