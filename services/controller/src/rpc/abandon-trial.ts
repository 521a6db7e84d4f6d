import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { leaseTokenField, textField, trialNameField } from '../convert/request-fields.js';
import { trialToProto } from '../convert/trial.js';
import { abandonTrial as abandon } from '../operations/abandon-trial.js';
import { requireHeld } from '../operations/held-trial.js';
import { onTrial } from './on-trial.js';

const schema = z.object({ trial: trialNameField, leaseToken: leaseTokenField, reason: textField(1000) });

export function abandonTrial(controller: Controller): UnaryHandler<ControllerMethods['abandonTrial']> {
  return async (request) => {
    const { trial: id, leaseToken: token, reason } = validate(schema, request);
    const given = await onTrial(controller, id, {
      open: (operation, live, trial) => abandon(operation, live, trial, { token, reason }),
      settled: (trial) => {
        requireHeld(trial, token);
        return trial;
      },
    });
    return { trial: trialToProto(given) };
  };
}
