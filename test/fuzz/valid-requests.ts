import type { Making, Request, RequestMaker } from './request-maker.js';
import { CONTROLLER_REQUESTS } from './valid-controller-requests.js';
import { EVALUATOR_REQUESTS } from './valid-evaluator-requests.js';
import { REGISTRY_REQUESTS } from './valid-registry-requests.js';

const STANDARD_REQUESTS: Readonly<Record<string, RequestMaker>> = {
  '/grpc.health.v1.Health/Check': ({ random }) => ({ service: random.pick(['', '', 'no.such.Service']) }),
  '/grpc.health.v1.Health/Watch': () => ({ service: '' }),
  '/grpc.health.v1.Health/List': () => ({}),
  '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo': ({ random }) => [
    random.pick<Request>([
      { list_services: '' },
      { file_containing_symbol: 'blockqnn.domain.v1.Block' },
      { file_by_filename: 'blockqnn/domain/v1/block.proto' },
      { all_extension_numbers_of_type: 'blockqnn.domain.v1.Block' },
      { file_containing_extension: { containing_type: 'blockqnn.domain.v1.Block', extension_number: 1 } },
    ]),
  ],
};

/** Makers of valid requests by path; a method without one is sent hostile messages alone. */
export const VALID_REQUESTS: Readonly<Record<string, RequestMaker>> = {
  ...CONTROLLER_REQUESTS,
  ...EVALUATOR_REQUESTS,
  ...REGISTRY_REQUESTS,
  ...STANDARD_REQUESTS,
};

/** The messages of a valid request; those of a client stream may be several. */
export function validRequest(path: string, making: Making): readonly Request[] {
  const made = VALID_REQUESTS[path]?.(making) ?? {};
  return Array.isArray(made) ? (made as readonly Request[]) : [made as Request];
}
