import { shortHex, type Finding } from './finding.js';
import { attack, FRAME_ATTACKS } from './frame-attacks.js';
import type { FuzzRandom } from './fuzz-random.js';
import type { Outcome } from './call-outcome.js';
import { GrpcConnection } from './grpc-call.js';
import { isGranted, judge, labelOf } from './judge.js';
import { Knowledge, spend, type Allowance } from './knowledge.js';
import { decodeMessage, type FuzzMethod } from './methods.js';
import { planRequest, type RequestPlan } from './request-plan.js';

export interface LaneOptions {
  readonly number: number;
  readonly target: string;
  /** host:port */
  readonly address: string;
  /** With the weights that they are drawn by. */
  readonly methods: readonly (readonly [weight: number, method: FuzzMethod])[];
  readonly random: FuzzRandom;
  readonly allowance: Allowance;
  /** Of calls that end by themselves. */
  readonly deadlineMs: number;
  /** How long after its deadline a call may be answered. */
  readonly slackMs: number;
}

/** What one request came to. */
export interface Observation {
  /** Name of the method, or "(frames)". */
  readonly method: string;
  readonly form: string;
  readonly label: string;
  readonly granted: boolean;
  readonly finding?: Finding;
}

const FRAMES_SHARE = 0.03;

/**
 * One caller: makes a call after the other, and remembers what it learns. Its requests follow from its random
 * source and the answers it gets.
 */
export class Lane implements Disposable {
  readonly #options: LaneOptions;
  readonly #known = new Knowledge();
  /** Calls of good form: nothing excuses the loss of this one. */
  readonly #steady: GrpcConnection;
  /** Calls after which a server may hang up. */
  readonly #rough: GrpcConnection;
  #index = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#steady = new GrpcConnection(options.address, options.slackMs);
    this.#rough = new GrpcConnection(options.address, options.slackMs);
  }

  async next(): Promise<Observation> {
    const { random, methods, allowance } = this.#options;
    const index = this.#index;
    this.#index += 1;
    if (random.chance(FRAMES_SHARE)) return this.#attack();
    const method = random.weighted(methods);
    const plan = planRequest(method, { random, allowance, known: this.#known }, this.#options.deadlineMs);
    const outcome = await (plan.mayCut ? this.#rough : this.#steady).call(plan.call);
    this.#learn(method, outcome);
    const observation = {
      method: method.name,
      form: plan.form,
      label: labelOf(outcome),
      granted: isGranted(outcome),
    };
    const wrong = judge(plan, outcome);
    return wrong ? { ...observation, finding: await this.#found(wrong, plan, index) } : observation;
  }

  async #attack(): Promise<Observation> {
    const { address, random } = this.#options;
    const chosen = random.pick(FRAME_ATTACKS);
    await attack(address, chosen, random);
    return { method: '(frames)', form: `frames: ${chosen.name}`, label: 'sent', granted: false };
  }

  #learn(method: FuzzMethod, outcome: Outcome): void {
    if (outcome.kind !== 'status' && outcome.kind !== 'cancelled') return;
    for (const response of outcome.responses) {
      const answer = decodeMessage(method.responseType, response);
      this.#known.learn(answer);
      spend(this.#options.allowance, method.name, answer);
    }
  }

  /** Says what was sent, and whether the same call shows the same alone. */
  async #found(wrong: Pick<Finding, 'kind' | 'detail'>, plan: RequestPlan, index: number): Promise<Finding> {
    return {
      ...wrong,
      target: this.#options.target,
      // Whoever does not answer has cost enough time.
      ...(wrong.kind !== 'hang' && { repeats: await this.#showsAgain(wrong, plan) }),
      call: {
        method: plan.method.name,
        form: plan.form,
        lane: this.#options.number,
        index,
        request: shortHex(plan.call.frames),
      },
    };
  }

  async #showsAgain({ kind }: Pick<Finding, 'kind'>, plan: RequestPlan): Promise<boolean> {
    using connection = new GrpcConnection(this.#options.address, this.#options.slackMs);
    return judge(plan, await connection.call(plan.call))?.kind === kind;
  }

  [Symbol.dispose](): void {
    this.#steady[Symbol.dispose]();
    this.#rough[Symbol.dispose]();
  }
}
