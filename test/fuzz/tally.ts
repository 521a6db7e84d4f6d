import { findingKey, type Finding } from './finding.js';
import type { Observation } from './lane.js';

const MAX_FINDINGS = 50;

/** What was seen of one target so far. */
export class Tally {
  requests = 0;
  granted = 0;
  /** Requests of good form, of which a share has to be granted. */
  calls = 0;
  /** Calls that were never answered; each costs the run a long wait. */
  hangs = 0;
  readonly #codes = new Map<string, Map<string, number>>();
  readonly #granted = new Map<string, number>();
  readonly #forms = new Map<string, number>();
  readonly #findings = new Map<string, { finding: Finding; count: number }>();

  add({ method, form, label, granted, finding }: Observation): void {
    this.requests += 1;
    if (method !== '(frames)') this.calls += 1;
    if (granted) {
      this.granted += 1;
      this.#granted.set(method, (this.#granted.get(method) ?? 0) + 1);
    }
    const codes = this.#codes.get(method) ?? new Map<string, number>();
    this.#codes.set(method, codes.set(label, (codes.get(label) ?? 0) + 1));
    const kind = form.split(':')[0] ?? form;
    this.#forms.set(kind, (this.#forms.get(kind) ?? 0) + 1);
    if (finding?.kind === 'hang') this.hangs += 1;
    if (finding) this.find(finding);
  }

  /** Equal findings are counted, and the first is kept. */
  find(finding: Finding): void {
    const key = findingKey(finding);
    const known = this.#findings.get(key);
    if (known) known.count += 1;
    else if (this.#findings.size < MAX_FINDINGS) this.#findings.set(key, { finding, count: 1 });
  }

  get findings(): readonly (Finding & { readonly count: number })[] {
    return [...this.#findings.values()].map(({ finding, count }) => ({ ...finding, count }));
  }

  grantedOf(method: string): number {
    return this.#granted.get(method) ?? 0;
  }

  /** Answers by method and code. */
  get codes(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries(
      [...this.#codes].sort().map(([method, codes]) => [method, Object.fromEntries([...codes].sort())]),
    );
  }

  get forms(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#forms].sort());
  }
}
