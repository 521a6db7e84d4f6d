import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FONT_NAME, readFont } from './bundled-font.js';
import type { Figure } from './figure.js';
import { POINTS_PER_INCH } from './figure-width.js';
import { withResolution } from './png-resolution.js';

/** What journals ask of pictures with text. */
export const DOTS_PER_INCH = 300;

let started: Promise<void> | undefined;

/**
 * A figure as PNG, white behind, of 300 dots an inch unless told otherwise. The text is in the bundled font whatever
 * fonts the machine has, so the same figure gives the same bytes everywhere.
 */
export async function rasterise({ svg }: Figure, dotsPerInch = DOTS_PER_INCH): Promise<Uint8Array> {
  started ??= initWasm(
    readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')),
  );
  await started;
  const renderer = new Resvg(svg, {
    background: '#ffffff',
    dpi: POINTS_PER_INCH,
    fitTo: { mode: 'zoom', value: dotsPerInch / POINTS_PER_INCH },
    font: {
      fontBuffers: [readFont('normal'), readFont('bold')],
      defaultFontFamily: FONT_NAME,
      sansSerifFamily: FONT_NAME,
      serifFamily: FONT_NAME,
      monospaceFamily: FONT_NAME,
    },
  });
  try {
    const image = renderer.render();
    try {
      return withResolution(image.asPng(), dotsPerInch);
    } finally {
      image.free();
    }
  } finally {
    renderer.free();
  }
}
