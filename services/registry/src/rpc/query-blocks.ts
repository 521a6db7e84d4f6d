import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { blockSummaries } from '../block-summaries.js';
import { formatFilter } from '../filter/format-filter.js';
import { pageOf, pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import { positionOf } from '../store/best-blocks.js';
import { lastOrdinal, withMessages } from '../store/evaluations.js';
import { queryBestBlocks } from '../store/query-best-blocks.js';
import type { Database } from '../store/tables.js';
import { filterField, orderField } from './query-fields.js';

const querySchema = z.object({ filter: filterField, orderBy: orderField, pageSize: pageSizeField });

const position = z.object({ snapshot: z.int().min(0), values: z.array(z.number()), block: z.string() });

const pageSchema = (list: unknown, terms: number) =>
  z.object({
    pageToken: pageTokenField(
      list,
      position.refine(({ values }) => values.length === terms),
    ),
  });

export function queryBlocks(db: Database): UnaryHandler<RegistryMethods['queryBlocks']> {
  return async (request, { signal }) => {
    const { filter, orderBy: order, pageSize } = validate(querySchema, request);
    const list = { blocksUnder: formatFilter(filter), order };
    const { pageToken: after } = validate(pageSchema(list, order.length), request);
    const snapshot = after?.snapshot ?? (await lastOrdinal(db));
    const query = { filter, order, snapshot, after, limit: pageSize + 1 };
    const rows = await queryBestBlocks(db, query, signal);
    const page = pageOf(await withMessages(db, rows), pageSize);
    return {
      blocks: await blockSummaries(db, page.rows, { filter, snapshot }),
      nextPageToken: page.last ? pageToken(list, { snapshot, ...positionOf(page.last, order) }) : '',
    };
  };
}
