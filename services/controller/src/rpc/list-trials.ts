import { parseSearchName, type ControllerMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Controller } from '../controller.js';
import { pageToken, pageTokenField } from '../convert/page-token.js';
import { pageSizeField, searchNameField } from '../convert/request-fields.js';
import { trialToProto } from '../convert/trial.js';
import { listTrials as list } from '../store/trials.js';
import { countWithinBound } from './page-bound.js';
import { requireSearch } from './require-search.js';

/** A token is good for the search that it was made for. */
const listName = (searchId: string) => `trials/${searchId}`;

const schemaOf = (parent: string) =>
  z.object({
    parent: searchNameField,
    pageSize: pageSizeField,
    pageToken: pageTokenField(listName(parseSearchName(parent) ?? ''), 0),
  });

export function listTrials(controller: Controller): UnaryHandler<ControllerMethods['listTrials']> {
  return async (request) => {
    const { parent: searchId, pageSize, pageToken: after } = validate(schemaOf(request.parent), request);
    await requireSearch(controller.db, searchId);
    const found = await list(controller.db, searchId, after, pageSize + 1);
    const page = found.slice(0, Math.min(pageSize, countWithinBound(found)));
    const last = page.at(-1);
    return {
      trials: page.map(trialToProto),
      nextPageToken: found.length > page.length && last ? pageToken(listName(searchId), last.number) : '',
    };
  };
}
