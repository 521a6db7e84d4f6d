import type { SeededCrop } from './crop.js';

export interface DecoderSettings {
  /** Images decoded at a time. */
  readonly decoders: number;
}

/** A batch to decode, from the thread that trains to the one that decodes. */
export interface DecodeTask {
  readonly paths: readonly string[];
  readonly crop: SeededCrop;
  readonly side: number;
}

export type DecoderRequest =
  | { readonly kind: 'decode'; readonly id: number; readonly task: DecodeTask }
  /** Its images that are not begun are left out, and nothing is answered. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** Ends the thread as soon as what is being decoded is done. */
  | { readonly kind: 'close' };

/** Bits of {@link DecodedTask.findings}. */
export const FINDING = { grey: 1, cmyk: 2, truncated: 4, unreadable: 8 } as const;

export interface DecodedTask {
  /** [size, side, side, 3], in the order of the paths; black where an image is unreadable. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** [size] */
  readonly findings: Uint8Array<ArrayBuffer>;
}

export type DecoderAnswer =
  | { readonly kind: 'decoded'; readonly id: number; readonly decoded: DecodedTask }
  /** A file could not be read; which one and why. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
