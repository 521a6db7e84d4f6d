import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { pageOf, pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import { listEvaluations as list, messageOf } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';
import { evaluationsParentField } from './resource-name-fields.js';

const schemaOf = (parent: string) =>
  z.object({
    parent: evaluationsParentField,
    pageSize: pageSizeField,
    pageToken: pageTokenField(parent, z.int().min(0)),
  });

export function listEvaluations(db: Database): UnaryHandler<RegistryMethods['listEvaluations']> {
  return async (request) => {
    const { parent, pageSize, pageToken: after = 0 } = validate(schemaOf(request.parent), request);
    const page = pageOf(await list(db, parent, after, pageSize + 1), pageSize);
    return {
      evaluations: page.rows.map(messageOf),
      nextPageToken: page.last ? pageToken(request.parent, page.last.ordinal) : '',
    };
  };
}
