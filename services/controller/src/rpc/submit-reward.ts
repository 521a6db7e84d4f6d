import type { ControllerMethods } from '@blockqnn/api';
import { invalidArgument, violationsOf, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { outcomeFields } from '../convert/outcome.js';
import { leaseTokenField, trialNameField } from '../convert/request-fields.js';
import { trialToProto } from '../convert/trial.js';
import { submitAgain, submitReward as submit } from '../operations/submit-reward.js';
import { onTrial } from './on-trial.js';

const schema = z
  .object({ trial: trialNameField, leaseToken: leaseTokenField, ...outcomeFields })
  .transform(({ trial, leaseToken: token, measurement, failure }) => ({
    ...trial,
    token,
    outcome: measurement ?? failure,
  }));

export function submitReward(controller: Controller): UnaryHandler<ControllerMethods['submitReward']> {
  return async (request) => {
    const result = checked(request);
    const trial = await onTrial(controller, result, {
      open: (operation, live, open) => submit(operation, live, open, result),
      settled: (settled) => submitAgain(settled, result),
    });
    return { trial: trialToProto(trial), best: trial.status.kind === 'completed' && trial.status.best };
  };
}

/** All violations together, the number of outcomes among them. */
function checked(request: ControllerMethods['submitReward']['request']) {
  const { data, error } = schema.safeParse(request);
  const violations = error ? violationsOf(error) : [];
  if (Boolean(request.measurement) === Boolean(request.failure)) {
    violations.push({ field: 'outcome', description: 'exactly one of measurement and failure is required' });
  }
  if (violations.length > 0 || !data?.outcome) throw invalidArgument(violations);
  return { ...data, outcome: data.outcome };
}
