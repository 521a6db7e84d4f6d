import type { RegistryMethods } from '@blockqnn/api';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { blockSummaries } from '../block-summaries.js';
import { formatFilter } from '../filter/format-filter.js';
import type { Filter } from '../filter/filter.js';
import type { Order } from '../filter/parse-order.js';
import { pageOf, pageSizeField } from '../page.js';
import { pageToken, pageTokenField } from '../page-token.js';
import { ParetoFront } from '../pareto-front.js';
import { lastOrdinal, withMessages } from '../store/evaluations.js';
import { paretoCandidates, type CandidateRow } from '../store/pareto-candidates.js';
import { stretches } from '../store/scan.js';
import type { Database } from '../store/tables.js';
import { filterField, objectivesField } from './query-fields.js';

/** Points of the front so far that keep the database from handing out what they beat. */
const BEATERS = 12;

const querySchema = z.object({ filter: filterField, figures: objectivesField, pageSize: pageSizeField });

const position = z.object({ snapshot: z.int().min(0), skip: z.int().min(1) });

export function findParetoFront(db: Database): UnaryHandler<RegistryMethods['findParetoFront']> {
  return async (request, { signal }) => {
    const { filter, figures: objectives, pageSize } = validate(querySchema, request);
    const list = { frontUnder: formatFilter(filter), objectives };
    const pageSchema = z.object({ pageToken: pageTokenField(list, position) });
    const { snapshot, skip } = validate(pageSchema, request).pageToken ?? {
      snapshot: await lastOrdinal(db),
      skip: 0,
    };
    const front = await frontOf(db, { filter, objectives, snapshot }, signal);
    const rows = await withMessages(db, front.slice(skip, skip + pageSize + 1));
    const page = pageOf(rows, pageSize);
    return {
      blocks: await blockSummaries(db, page.rows, { filter, snapshot }),
      nextPageToken: page.last ? pageToken(list, { snapshot, skip: skip + page.rows.length }) : '',
      totalSize: front.length,
    };
  };
}

interface FrontQuery {
  readonly filter: Filter;
  readonly objectives: Order;
  readonly snapshot: number;
}

/** Looks at every evaluation once; the points found so far keep nearly all the others out. */
async function frontOf(
  db: Database,
  query: FrontQuery,
  signal: AbortSignal,
): Promise<readonly CandidateRow[]> {
  const front = new ParetoFront<CandidateRow>(query.objectives);
  for await (const stretch of stretches(query.snapshot, signal)) {
    signal.throwIfAborted();
    const beaters = front.beaters(BEATERS);
    front.add(await paretoCandidates(db, { ...query, stretch, beaters }));
  }
  return front.rows;
}
