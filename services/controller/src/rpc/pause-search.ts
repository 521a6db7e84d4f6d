import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { searchNameField } from '../convert/request-fields.js';
import { pauseSearch as pause } from '../operations/pause-search.js';
import { describeSearch } from './describe-search.js';

const schema = z.object({ name: searchNameField });

export function pauseSearch(controller: Controller): UnaryHandler<ControllerMethods['pauseSearch']> {
  return async (request) => {
    const { name: id } = validate(schema, request);
    const search = await controller.operate((operation) => pause(operation, id));
    return { search: await describeSearch(controller, search) };
  };
}
