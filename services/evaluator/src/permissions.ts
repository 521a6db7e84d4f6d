import type { Permissions } from '@blockqnn/access';
import type { EvaluatorMethods } from '@blockqnn/api';

/** Who may call what; docs/security.md shows the table to people. */
export const EVALUATOR_PERMISSIONS: Permissions<EvaluatorMethods> = {
  getCapabilities: { role: 'reader' },
  evaluateBlock: { role: 'worker' },
  trainModel: { role: 'worker' },
};
