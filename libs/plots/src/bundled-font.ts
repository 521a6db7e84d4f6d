import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Arimo, whose glyphs are as wide as those of Arial and Helvetica. It comes with this package, so that a machine
 * without fonts draws the same picture, and an SVG file looks alike where only Arial or Helvetica is there.
 */
export const FONT_NAME = 'Arimo';
export const FONT_FAMILY = `${FONT_NAME}, Arial, Helvetica, 'Liberation Sans', sans-serif`;

const require = createRequire(import.meta.url);

const FILES = {
  normal: require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
} as const;

export type FontWeight = keyof typeof FILES;

/** The font's file, TrueType. */
export function readFont(weight: FontWeight): Buffer {
  return readFileSync(FILES[weight]);
}
