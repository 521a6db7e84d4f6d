import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import sharp, { type Sharp } from 'sharp';

/** Files of a folder by their paths in it. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A temporary folder with the files; it goes with the test. */
export function folderWith(t: TestContext, files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-images-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of a pixel. */
  readonly at: (x: number, y: number) => readonly [number, number, number];
}

export function draw({ width, height, at }: Picture): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(at(x, y), 3 * (y * width + x));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** All of one colour. */
export function plain(red: number, green: number, blue: number, side = 40): Sharp {
  return draw({ width: side, height: side, at: () => [red, green, blue] });
}

export const jpeg = (image: Sharp): Promise<Buffer> =>
  image.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
export const png = (image: Sharp): Promise<Buffer> => image.png().toBuffer();

/** A picture whose data fill many bytes, so that half of a file is about half of the picture. */
export function noise(width: number, height: number): Sharp {
  return draw({
    width,
    height,
    at: (x, y) => [200 + ((x * 31 + y * 17) % 40), (x * 7919 + y * 104_729) % 90, (x * y) % 60],
  });
}

/** The classes `blue` and `red`, in each split as many plain images, each of its own shade. */
export async function twoColours(train: number, validation: number): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  for (const [split, count] of [
    ['train', train],
    ['val', validation],
  ] as const) {
    for (let i = 0; i < count; i++) {
      const name = `${String(i).padStart(3, '0')}.png`;
      files[`${split}/blue/${name}`] = await png(plain(i, 0, 200));
      files[`${split}/red/${name}`] = await png(plain(200, i, 0));
    }
  }
  return files;
}
