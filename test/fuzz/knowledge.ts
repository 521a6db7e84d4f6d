import type { FuzzRandom } from './fuzz-random.js';

/** A trial with the token that came with it. */
export interface Lease {
  readonly trial: string;
  readonly token: string;
}

const POOL_SIZE = 150;

/** Values of one kind, the oldest of which give way to new ones. */
class Pool<Value> {
  readonly #values: Value[] = [];
  #next = 0;

  add(value: Value): void {
    this.#values[this.#next % POOL_SIZE] = value;
    this.#next += 1;
  }

  pick(random: FuzzRandom): Value | undefined {
    return this.#values.length === 0 ? undefined : random.pick(this.#values);
  }
}

/** What a caller has learnt from answers, so that later calls reach deep: names, tokens, page tokens. */
export class Knowledge {
  readonly searches = new Pool<string>();
  readonly trials = new Pool<string>();
  readonly leases = new Pool<Lease>();
  readonly blocks = new Pool<string>();
  readonly trainings = new Pool<string>();
  readonly weights = new Pool<string>();
  readonly pageTokens = new Pool<string>();
  readonly requestIds = new Pool<string>();

  /** Takes in an answer: whatever in it has the form of a name or token. */
  learn(answer: unknown): void {
    if (Array.isArray(answer)) for (const part of answer) this.learn(part);
    if (typeof answer !== 'object' || answer === null) return;
    const fields = answer as Readonly<Record<string, unknown>>;
    const { trial, lease_token: token } = fields;
    if (typeof trial === 'string' && typeof token === 'string') this.leases.add({ trial, token });
    for (const [key, value] of Object.entries(fields)) {
      if (typeof value === 'string') this.#learnText(key, value);
      else this.learn(value);
    }
  }

  #learnText(key: string, value: string): void {
    if (value === '') return;
    if (key === 'next_page_token') this.pageTokens.add(value);
    else if (value.startsWith('blocks/')) this.blocks.add(value);
    else if (value.startsWith('trainings/')) this.trainings.add(value);
    else if (value.startsWith('weights/')) this.weights.add(value.slice('weights/'.length));
    else if (/^searches\/[^/]+$/.test(value)) this.searches.add(value);
    else if (value.startsWith('searches/')) this.trials.add(value);
  }
}

/** What the services are made to keep; once it is used up, requests that would add to it are spoilt. */
export interface Allowance {
  searches: number;
  trials: number;
}

/** What is bounded is the memory that a service needs for what it was told to keep, so that any other growth shows. */
export const newAllowance = (): Allowance => ({ searches: 200, trials: 5000 });

/** Counts what an answer says was made. */
export function spend(allowance: Allowance, method: string, answer: Readonly<Record<string, unknown>>): void {
  if (method === 'CreateSearch' || method === 'CloneSearch') allowance.searches -= 1;
  if (method === 'RequestBlocks') allowance.trials -= (answer['assignments'] as unknown[]).length;
  if (method === 'ImportEvaluations') allowance.trials -= Number(answer['imported_count']);
}
