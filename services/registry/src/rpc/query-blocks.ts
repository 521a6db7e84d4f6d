import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { parseFilter } from '../filter/parse-filter.js';
import { parseOrder } from '../filter/parse-order.js';
import { QuerySyntaxError } from '../filter/query-syntax-error.js';
import { pageOf, pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import { positionOf, queryBestBlocks, type BestBlockRow } from '../store/best-blocks.js';
import { messageOf } from '../store/evaluations.js';
import type { Database } from '../store/tables.js';

const MAX_FILTER_LENGTH = 2000;
const MAX_ORDER_LENGTH = 200;

const querySchema = z.object({
  filter: parsed(parseFilter, MAX_FILTER_LENGTH),
  orderBy: parsed(parseOrder, MAX_ORDER_LENGTH),
  pageSize: pageSizeField,
});

const pageSchema = (list: unknown) =>
  z.object({ pageToken: pageTokenField(list, z.object({ values: z.array(z.number()), block: z.string() })) });

export function queryBlocks(db: Database): UnaryHandler<RegistryMethods['queryBlocks']> {
  return async (request) => {
    const { filter, orderBy: order, pageSize } = validate(querySchema, request);
    const list = { filter, order };
    const { pageToken: after } = validate(pageSchema(list), request);
    const page = pageOf(await queryBestBlocks(db, { filter, order, after, limit: pageSize + 1 }), pageSize);
    return {
      blocks: page.rows.map(summary),
      nextPageToken: page.last ? pageToken(list, positionOf(page.last, order)) : '',
    };
  };
}

function summary(row: BestBlockRow) {
  const bestEvaluation = messageOf(row);
  return { block: bestEvaluation.block, bestEvaluation, evaluationCount: row.count };
}

function parsed<Result>(parse: (text: string) => Result, maxLength: number) {
  return z
    .string()
    .max(maxLength, `must have at most ${maxLength} characters`)
    .transform((text, context): Result => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof QuerySyntaxError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    });
}
