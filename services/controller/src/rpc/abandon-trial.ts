import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { leaseTokenField, textField, trialNameField } from '../convert/request-fields.js';
import { trialToProto } from '../convert/trial.js';
import { abandonTrial as abandon } from '../operations/abandon-trial.js';

const schema = z.object({ trial: trialNameField, leaseToken: leaseTokenField, reason: textField(1000) });

export function abandonTrial(controller: Controller): UnaryHandler<ControllerMethods['abandonTrial']> {
  return async (request) => {
    const { trial, leaseToken: token, reason } = validate(schema, request);
    const given = await controller.operate((operation) => abandon(operation, { ...trial, token, reason }));
    return { trial: trialToProto(given) };
  };
}
