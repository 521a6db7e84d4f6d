import { FINDING } from './decoder-messages.js';

/** What was found in a split's images so far, each image counted once however often it was decoded. */
export interface DecodeSummary {
  /** Images of the split. */
  readonly images: number;
  /** Images that a decoding was asked for. */
  readonly seen: number;
  readonly grey: number;
  readonly cmyk: number;
  /** Their data end early; they were used as far as they go. */
  readonly truncated: number;
  /** Not to be decoded; others of their class took their places. */
  readonly unreadable: number;
  /** The first truncated and unreadable files, at most 5, in the order of their paths. */
  readonly examples: readonly OddFile[];
}

export interface OddFile {
  readonly path: string;
  readonly fault: 'truncated' | 'unreadable';
}

const MOST_EXAMPLES = 5;
const SEEN = 128;

/** Remembers a byte for each image. */
export class FindingCounts {
  readonly #findings: Uint8Array;

  constructor(images: number) {
    this.#findings = new Uint8Array(images);
  }

  /** Findings of several decodings add up: one crop may end before the place where the data do. */
  add(image: number, findings: number): void {
    this.#findings[image] = (this.#findings[image] ?? 0) | findings | SEEN;
  }

  isUnreadable(image: number): boolean {
    return this.#has(image, FINDING.unreadable);
  }

  summary(pathOf: (image: number) => string): DecodeSummary {
    const count = (finding: number): number =>
      this.#findings.reduce((sum, found) => sum + ((found & finding) === 0 ? 0 : 1), 0);
    return {
      images: this.#findings.length,
      seen: count(SEEN),
      grey: count(FINDING.grey),
      cmyk: count(FINDING.cmyk),
      truncated: count(FINDING.truncated),
      unreadable: count(FINDING.unreadable),
      examples: this.#examples(pathOf),
    };
  }

  #examples(pathOf: (image: number) => string): OddFile[] {
    const examples: OddFile[] = [];
    for (let image = 0; image < this.#findings.length && examples.length < MOST_EXAMPLES; image += 1) {
      if (this.isUnreadable(image)) examples.push({ path: pathOf(image), fault: 'unreadable' });
      else if (this.#has(image, FINDING.truncated))
        examples.push({ path: pathOf(image), fault: 'truncated' });
    }
    return examples;
  }

  #has(image: number, finding: number): boolean {
    return ((this.#findings[image] ?? 0) & finding) !== 0;
  }
}
