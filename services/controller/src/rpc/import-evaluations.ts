import { networkFigures } from '@blockqnn/network';
import { canonicalBlock, parseBlock } from '@blockqnn/nsc';
import type { ControllerMethods } from '@blockqnn/api';
import { invalidArgument, validate, type FieldViolation, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { outcomeFields } from '../convert/outcome.js';
import { requestIdField, searchNameField } from '../convert/request-fields.js';
import { NotActiveError } from '../domain/controller-error.js';
import type { SearchSpec } from '../domain/search.js';
import { importEvaluations as importAll, type ImportedEvaluation } from '../operations/import-evaluations.js';
import { oncePerRequest } from './once-per-request.js';

const MAX_EVALUATIONS = 1000;

const schema = z.object({
  parent: searchNameField,
  evaluations: z
    .array(z.object({ nsc: z.string(), ...outcomeFields }))
    .min(1, `must be 1 to ${MAX_EVALUATIONS}`)
    .max(MAX_EVALUATIONS, `must be 1 to ${MAX_EVALUATIONS}`),
  requestId: requestIdField,
});

export function importEvaluations(
  controller: Controller,
): UnaryHandler<ControllerMethods['importEvaluations']> {
  return async (request) => {
    const { parent, evaluations, requestId } = validate(schema, request);
    const { search } = await controller.live.load(parent);
    const checked = checkAll(evaluations, search.spec);
    return await oncePerRequest(
      controller,
      { method: 'ImportEvaluations', requestId, content: { parent, evaluations: request.evaluations } },
      (operation) => {
        const live = operation.live.find(parent);
        if (live?.isComplete !== true) {
          throw new NotActiveError('DATABASE_UNAVAILABLE', 'the search has to be read again');
        }
        return importAll(operation, live, checked);
      },
    );
  };
}

type Evaluations = z.output<typeof schema>['evaluations'];

/** All violations at once: nothing is imported where there is any. */
function checkAll(evaluations: Evaluations, spec: SearchSpec): readonly ImportedEvaluation[] {
  const violations: FieldViolation[] = [];
  const checked = evaluations.flatMap((evaluation, index) => {
    try {
      return [check(evaluation, spec)];
    } catch (error) {
      violations.push({ field: `evaluations[${index}]`, description: (error as Error).message });
      return [];
    }
  });
  if (violations.length > 0) throw invalidArgument(violations);
  return checked;
}

function check(
  { nsc, measurement, failure }: Evaluations[number],
  { stack, maxLayers }: SearchSpec,
): ImportedEvaluation {
  const outcome = measurement ?? failure;
  if (!outcome || (measurement && failure)) {
    throw new Error('exactly one of measurement and failure is required');
  }
  const block = parseBlock(nsc);
  if (block.layers.length > maxLayers) {
    throw new Error(
      `nsc: has ${block.layers.length} layers; blocks of this search have at most ${maxLayers}`,
    );
  }
  return { block, figures: networkFigures(canonicalBlock(block), stack), outcome };
}
