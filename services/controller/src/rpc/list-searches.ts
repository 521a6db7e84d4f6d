import type { ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { pageToken, pageTokenField } from '../convert/page-token.js';
import { pageSizeField } from '../convert/request-fields.js';
import { searchToProto } from '../convert/search.js';
import { listSearches as list } from '../store/searches.js';
import { findBestTrials } from '../store/trials.js';
import { countWithinBound } from './page-bound.js';

const LIST = 'searches';
const schema = z.object({
  pageSize: pageSizeField,
  pageToken: pageTokenField(LIST, Number.MAX_SAFE_INTEGER),
  showDeleted: z.boolean(),
});

export function listSearches(controller: Controller): UnaryHandler<ControllerMethods['listSearches']> {
  return async (request) => {
    const { pageSize, pageToken: before, showDeleted } = validate(schema, request);
    const found = await list(controller.db, before, pageSize + 1, showDeleted);
    const bestTrials = await findBestTrials(
      controller.db,
      found.map(({ id }) => id),
    );
    const fitting = countWithinBound(found.map(({ id }) => bestTrials.get(id)));
    const page = found.slice(0, Math.min(pageSize, fitting));
    const last = page.at(-1);
    return {
      searches: page.map((search) => searchToProto(search, bestTrials.get(search.id))),
      nextPageToken: found.length > page.length && last ? pageToken(LIST, last.ordinal) : '',
    };
  };
}
