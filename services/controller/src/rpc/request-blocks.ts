import { ANY_SEARCH, durationToProto, type ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { assignmentToProto } from '../convert/assignment.js';
import { lineField, requestIdField, searchNameField, wholeField } from '../convert/request-fields.js';
import { requestBlocks as handOut } from '../operations/request-blocks.js';

const datasetNameField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be a dataset name without options, for instance "cifar10"');

const schema = z.object({
  search: z.union([z.literal(ANY_SEARCH).transform(() => undefined), searchNameField], {
    error: `must be "searches/{search}", or "${ANY_SEARCH}" for any running search`,
  }),
  count: wholeField(1, 100),
  worker: lineField(1, 100),
  datasets: z.array(datasetNameField).max(100, 'must be at most 100'),
  requestId: requestIdField,
});

export function requestBlocks(controller: Controller): UnaryHandler<ControllerMethods['requestBlocks']> {
  return async (request) => {
    const { search, datasets, ...rest } = validate(schema, request);
    const { assignments, searchDone, retryMs } = await controller.operate((operation) =>
      handOut(operation, { ...rest, searchId: search, datasetNames: datasets }),
    );
    return {
      assignments: assignments.map((assignment) => assignmentToProto(assignment.search, assignment.trial)),
      searchDone,
      ...(retryMs !== undefined && { retryDelay: durationToProto(retryMs) }),
    };
  };
}
