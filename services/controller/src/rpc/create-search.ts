import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { requestIdField } from '../convert/request-fields.js';
import { searchSpecField } from '../convert/search-spec.js';
import { createSearch as create } from '../operations/create-search.js';
import { oncePerRequest } from './once-per-request.js';
import { describeSearch } from './describe-search.js';
import { requireSearch } from './require-search.js';

/** @param datasets Names that searches may use; undefined: any. */
export function createSearch(
  controller: Controller,
  datasets: ReadonlySet<string> | undefined,
): UnaryHandler<ControllerMethods['createSearch']> {
  const schema = z.object({ spec: searchSpecField(datasets), requestId: requestIdField });
  return async (request) => {
    const { spec, requestId } = validate(schema, request);
    const id = await oncePerRequest(
      controller,
      { method: 'CreateSearch', requestId, content: request.spec },
      (operation) => create(operation, spec).search.id,
    );
    return { search: await describeSearch(controller, await requireSearch(controller.db, id)) };
  };
}
