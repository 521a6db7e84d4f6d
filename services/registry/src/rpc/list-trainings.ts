import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { pageOf, pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import type { Database } from '../store/tables.js';
import { listTrainings as list, trainingMessageOf } from '../store/trainings.js';
import { trainingsParentField } from './resource-name-fields.js';

const position = z.object({ testAccuracy: z.number(), ordinal: z.int() });

const schemaOf = (listed: unknown) =>
  z.object({
    parent: trainingsParentField,
    pageSize: pageSizeField,
    pageToken: pageTokenField(listed, position),
  });

export function listTrainings(db: Database): UnaryHandler<RegistryMethods['listTrainings']> {
  return async (request) => {
    const listed = { trainingsOf: request.parent };
    const { parent, pageSize, pageToken: after } = validate(schemaOf(listed), request);
    const page = pageOf(await list(db, parent.block, after, pageSize + 1), pageSize);
    const { last } = page;
    return {
      trainings: page.rows.map(trainingMessageOf),
      nextPageToken: last
        ? pageToken(listed, { testAccuracy: last.test_accuracy, ordinal: last.ordinal })
        : '',
    };
  };
}
