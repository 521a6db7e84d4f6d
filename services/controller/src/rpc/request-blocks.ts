import { ANY_SEARCH, durationToProto, type ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { assignmentToProto } from '../convert/assignment.js';
import {
  durationField,
  lineField,
  requestIdField,
  searchNameField,
  wholeField,
} from '../convert/request-fields.js';
import { waitForBlocks } from '../waiting/wait-for-blocks.js';

/** Longest that a call may wait. */
export const MAX_WAIT_MS = 600_000;

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
  wait: durationField({ leastMs: 0, mostMs: MAX_WAIT_MS, text: 'from 0 to 10 min' }, 0),
});

export function requestBlocks(controller: Controller): UnaryHandler<ControllerMethods['requestBlocks']> {
  return async (request, call) => {
    const { search: searchId, datasets: datasetNames, wait, ...rest } = validate(schema, request);
    const { assignments, searchDone, retryMs } = await waitForBlocks(
      controller,
      { ...rest, searchId, datasetNames },
      wait,
      call,
    );
    return {
      assignments: assignments.map(({ search, trial }) => assignmentToProto(search, trial)),
      searchDone,
      ...(retryMs !== undefined && { retryDelay: durationToProto(retryMs) }),
    };
  };
}
