/** What the harness tells a worker process. */
export interface Assigned {
  readonly kind: 'work';
  /** Searches to work on until each is done. */
  readonly searches: readonly string[];
  /** Of the simulated evaluations. */
  readonly seed: number;
  /** How long an evaluation takes on average. */
  readonly paceMs: number;
  /** How long leases of these searches last. */
  readonly leaseMs: number;
}

/** What a worker process tells the harness. */
export type WorkerReport =
  /** Every loop has found every search done, and holds nothing. */
  | { readonly kind: 'idle'; readonly searches: readonly string[] }
  /** An answer that no fault excuses. */
  | { readonly kind: 'fault'; readonly message: string };
