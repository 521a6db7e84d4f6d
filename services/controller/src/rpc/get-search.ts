import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { searchNameField } from '../convert/request-fields.js';
import { describeSearch } from './describe-search.js';
import { requireSearch } from './require-search.js';

const schema = z.object({ name: searchNameField });

export function getSearch(controller: Controller): UnaryHandler<ControllerMethods['getSearch']> {
  return async (request) => {
    const { name: id } = validate(schema, request);
    return { search: await describeSearch(controller, await requireSearch(controller.db, id)) };
  };
}
