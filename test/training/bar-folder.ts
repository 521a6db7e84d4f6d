import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { noise } from '../contracts/toy-images.js';

const SIDE = 12;
const CLASSES = ['lying', 'none', 'standing'] as const;

/** Images of each class. */
export interface BarFolderSize {
  readonly train: number;
  readonly val: number;
}

/** An image folder of noise with a bright bar that lies, stands or is not there; the same for the same size. */
export async function writeBarFolder(directory: string, size: BarFolderSize): Promise<void> {
  const random = noise(7);
  for (const [split, count] of Object.entries(size)) {
    for (const name of CLASSES) {
      const folder = join(directory, split, name);
      await mkdir(folder, { recursive: true });
      for (let image = 0; image < count; image += 1) {
        const pixels = barPixels(name, random);
        const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
        await sharp(pixels, { raw })
          .png()
          .toFile(join(folder, `${String(image).padStart(3, '0')}.png`));
      }
    }
  }
}

function barPixels(name: (typeof CLASSES)[number], random: () => number): Uint8Array {
  const bar = 3 + Math.floor(random() * (SIDE - 6));
  return Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3 / SIDE), Math.floor(i / 3) % SIDE];
    const isBar = (name === 'lying' && row === bar) || (name === 'standing' && column === bar);
    return (isBar ? 150 : 0) + 100 * random();
  });
}
