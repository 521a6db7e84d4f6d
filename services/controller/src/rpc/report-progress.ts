import { timestampToProto, type ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { epochsField } from '../convert/outcome.js';
import { leaseTokenField, trialNameField } from '../convert/request-fields.js';
import { reportProgress as report } from '../operations/report-progress.js';

const schema = z.object({ trial: trialNameField, leaseToken: leaseTokenField, epochs: epochsField });

export function reportProgress(controller: Controller): UnaryHandler<ControllerMethods['reportProgress']> {
  return async (request) => {
    const { trial, leaseToken: token, epochs } = validate(schema, request);
    const expiresAtMs = await controller.operate((operation) =>
      report(operation, { ...trial, token, epochs }),
    );
    return { leaseExpireTime: timestampToProto(expiresAtMs), stop: false };
  };
}
