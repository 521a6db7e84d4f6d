/** Something that a service must not do. */
export interface Finding {
  readonly kind:
    | 'crash'
    | 'hang'
    | 'undocumented status'
    | 'connection cut'
    | 'inside told'
    | 'fault'
    | 'ill health'
    | 'memory'
    | 'coverage';
  /** Name of the target. */
  readonly target: string;
  /** For people: what happened. */
  readonly detail: string;
  /** The call that showed it; missing where none can be named. */
  readonly call?: CallRecord;
  /** Whether the same call, alone, showed it again; missing where it was not tried. */
  readonly repeats?: boolean;
}

/** Enough to see what was sent. */
export interface CallRecord {
  readonly method: string;
  /** How the request was made, for instance "mutated" or "envelope: gzip bomb". */
  readonly form: string;
  readonly lane: number;
  /** Place of the call among those of its lane, from 0. */
  readonly index: number;
  /** Frames as hexadecimal digits, shortened. */
  readonly request: string;
}

const SHOWN_BYTES = 400;

/** Bytes for people. */
export function shortHex(frames: readonly Buffer[]): string {
  const bytes = Buffer.concat(frames.slice(0, 50));
  const all = frames.reduce((sum, frame) => sum + frame.length, 0);
  const shown = bytes.subarray(0, SHOWN_BYTES).toString('hex');
  return all > SHOWN_BYTES ? `${shown}… (${String(all)} bytes)` : shown;
}

/** Findings that are one and the same for whoever mends them share a key. */
export function findingKey({ kind, target, detail, call }: Finding): string {
  return [kind, target, call?.method ?? '', detail.replace(/\d+/g, '#').slice(0, 80)].join(' | ');
}
