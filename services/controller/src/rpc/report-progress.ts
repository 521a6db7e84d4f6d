import { timestampToProto, type ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { epochsField } from '../convert/outcome.js';
import { leaseTokenField, trialNameField } from '../convert/request-fields.js';
import { requireHeld } from '../operations/held-trial.js';
import { reportProgress as report, type ProgressAnswer } from '../operations/report-progress.js';
import type { StopReason } from '../operations/stop-reason.js';
import { onTrial } from './on-trial.js';

const schema = z.object({ trial: trialNameField, leaseToken: leaseTokenField, epochs: epochsField });

const STOP_REASONS = {
  paused: 'STOP_REASON_PAUSED',
  deleted: 'STOP_REASON_DELETED',
  ended: 'STOP_REASON_ENDED',
  median: 'STOP_REASON_MEDIAN',
} as const satisfies Record<StopReason, string>;

export function reportProgress(controller: Controller): UnaryHandler<ControllerMethods['reportProgress']> {
  return async (request) => {
    const { trial: id, leaseToken: token, epochs } = validate(schema, request);
    const { expiresAtMs, stopReason } = await onTrial<ProgressAnswer>(controller, id, {
      open: (operation, live, trial) => report(operation, live, trial, { token, epochs }),
      settled: (trial) => {
        requireHeld(trial, token);
        throw new RangeError('a settled trial is held by nobody');
      },
    });
    return {
      leaseExpireTime: timestampToProto(expiresAtMs),
      stop: stopReason !== undefined,
      ...(stopReason && { stopReason: STOP_REASONS[stopReason] }),
    };
  };
}
