import { dialectOf } from '@blockqnn/storage';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { conjuncts, fieldsOf, type TextComparison } from '../filter/filter.js';
import type { Order, OrderTerm } from '../filter/parse-order.js';
import { plainText } from '../filter/text-pattern.js';
import { positionOf, type BestBlockRow, type BestBlocksQuery, type BlockPosition } from './best-blocks.js';
import { comesBefore, notAfter, type Pair } from './figure-order.js';
import { conditionOf, TRUE, type Condition, type FilterTarget } from './filter-sql.js';
import { matches } from './measured-under.js';
import { ORDERED_WITHIN, orderIndexOf } from './order-indexes.js';
import type { Database } from './tables.js';

/** Of a row; without an ordinal behind all rows of the block that have these values. */
type RowPosition = BlockPosition & { readonly ordinal?: number };

/** What is left of the way: all of it, what equals a position in the first figure, or what has another one. */
type Rest =
  { readonly kind: 'all' | 'ended' } | { readonly kind: 'equal' | 'beyond'; readonly from: RowPosition };

/**
 * Measured evaluations in an order, from a position on, read along its index a stretch at a time. A stretch is bounded
 * by the rows passed over, not by those found: so no statement takes long, whatever the filter.
 */
export class OrderWalk {
  readonly #db: Database;
  readonly #query: BestBlocksQuery;
  readonly #first: OrderTerm;
  readonly #target: FilterTarget;
  readonly #within: TextComparison | undefined;
  #rest: Rest;
  #stretch = 0;
  #passed = 0;

  constructor(db: Database, query: BestBlocksQuery) {
    const [first] = query.order;
    if (!first) throw new TypeError('an order has a figure at least');
    this.#db = db;
    this.#query = query;
    this.#first = first;
    this.#target = { table: 'evaluation', dialect: dialectOf(db) };
    this.#within = withinOf(query, first);
    this.#rest = query.after ? { kind: 'equal', from: query.after } : { kind: 'all' };
  }

  /** Whether the index alone tells which rows are under the filter; others are looked up in the table one by one. */
  get isCovered(): boolean {
    const index = orderIndexOf(this.#first.field, this.#within?.field);
    const known = new Set<string>(index?.columns.map(({ name }) => name));
    return this.needed.every((name) => known.has(name));
  }

  /** How many rows were passed over so far, at least. */
  get passed(): number {
    return this.#passed;
  }

  /** Of the next so many rows those under the filter, in order; undefined at the end of the way. */
  async next(rows: number): Promise<readonly BestBlockRow[] | undefined> {
    if (this.#stretch > 0) await this.#goOn();
    if (this.#rest.kind === 'ended') return undefined;
    this.#stretch = rows;
    const passed = sql`select ${columns(this.needed)} ${this.#way()} limit ${rows}`;
    const found = await sql<BestBlockRow>`
      select ${columns(['ordinal', 'block', ...this.#query.order.map(({ field }) => field)])}
      from (${passed}) as passed where ${matches(this.#query, { ...this.#target, table: 'passed' })}`.execute(
      this.#db,
    );
    return found.rows;
  }

  /** Columns that the query looks at. */
  get needed(): readonly string[] {
    const { order, filter } = this.#query;
    return ['ordinal', 'block', ...order.map(({ field }) => field), ...fieldsOf(filter)];
  }

  /** Finds where the last stretch ended. Reads nothing but the index. */
  async #goOn(): Promise<void> {
    const { order } = this.#query;
    const { rows } = await sql<BestBlockRow>`
      select ${columns(['ordinal', 'block', ...order.map(({ field }) => field)])} ${this.#way()}
      limit 1 offset ${this.#stretch - 1}`.execute(this.#db);
    const [last] = rows;
    if (last) {
      this.#passed += this.#stretch;
      this.#rest = { kind: 'equal', from: { ...positionOf(last, order), ordinal: last.ordinal } };
    } else {
      this.#rest =
        this.#rest.kind === 'equal' ? { kind: 'beyond', from: this.#rest.from } : { kind: 'ended' };
    }
    this.#stretch = 0;
  }

  /** From where, under which conditions that the index answers, and in which order. */
  #way(): RawBuilder<unknown> {
    const { order } = this.#query;
    const index = orderIndexOf(this.#first.field, this.#within?.field);
    const hint = this.#target.dialect === 'sqlite' && index ? sql`indexed by ${sql.ref(index.name)}` : sql``;
    const terms = order.map(({ field, direction }) => sql`${sql.ref(field)} ${sql.raw(direction)}`);
    const within = this.#within && conditionOf(this.#within, { ...this.#target, driver: this.#within });
    return sql`from evaluation ${hint}
      where accuracy is not null and ${within ?? TRUE} and ${this.#bounds()} and ${this.#ahead()}
      order by ${sql.join(terms)}, block, ordinal`;
  }

  /** Those of the filter on the figure that the index orders by. */
  #bounds(): Condition {
    const { field } = this.#first;
    // Trials are whole numbers in the index, and compared with any.
    if (field === 'trial') return TRUE;
    const bounds = conjuncts(this.#query.filter).flatMap((term) =>
      term.kind === 'number' && term.field === field && term.operator !== '!='
        ? [conditionOf(term, { ...this.#target, driver: term })]
        : [],
    );
    return bounds.length > 0 ? sql<SqlBool>`${sql.join(bounds, sql` and `)}` : TRUE;
  }

  #ahead(): Condition {
    if (this.#rest.kind !== 'equal' && this.#rest.kind !== 'beyond') return TRUE;
    const { kind, from } = this.#rest;
    const { field, direction } = this.#first;
    const column = sql.ref(field);
    const [value, ...values] = from.values;
    return kind === 'beyond'
      ? sql<SqlBool>`${column} ${sql.raw(direction === 'asc' ? '>' : '<')} ${value}`
      : sql<SqlBool>`${column} = ${value} and ${standsAfterEqual({ ...from, values }, this.#query.order.slice(1))}`;
  }
}

function standsAfterEqual({ values, block, ordinal }: RowPosition, order: Order): Condition {
  const ascending = (name: string, value: unknown): Pair => ({
    one: sql`${value}`,
    two: sql.ref(name),
    direction: 'asc',
  });
  const pairs: Pair[] = [
    ...order.map(({ field, direction }, index) => ({ ...ascending(field, values[index]), direction })),
    ascending('block', block),
    ...(ordinal === undefined ? [] : [ascending('ordinal', ordinal)]),
  ];
  const [first] = pairs;
  // Follows from the rest, but lets the walk along the index begin here.
  const range = first ? sql<SqlBool>`${first.one} ${notAfter(first.direction)} ${first.two}` : TRUE;
  return sql<SqlBool>`${range} and ${comesBefore(pairs)}`;
}

/** The search or dataset that the filter names, where an index orders its evaluations by the figure. */
function withinOf({ filter }: BestBlocksQuery, { field }: OrderTerm): TextComparison | undefined {
  const equalities = conjuncts(filter).filter(
    (term): term is TextComparison =>
      term.kind === 'text' && term.operator === '=' && plainText(term.pattern) !== undefined,
  );
  return ORDERED_WITHIN.map((within) => equalities.find((term) => term.field === within)).find(
    (term) => term && orderIndexOf(field, term.field),
  );
}

function columns(names: Iterable<string>): RawBuilder<unknown> {
  return sql.join([...new Set(names)].map((name) => sql.ref(name)));
}
