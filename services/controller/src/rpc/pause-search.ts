import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { searchNameField } from '../convert/request-fields.js';
import { pauseSearch as pause } from '../operations/pause-search.js';
import { changeSearch } from './change-search.js';

const schema = z.object({ name: searchNameField });

export function pauseSearch(controller: Controller): UnaryHandler<ControllerMethods['pauseSearch']> {
  return async (request) => {
    const { name: id } = validate(schema, request);
    return { search: await changeSearch(controller, id, pause) };
  };
}
