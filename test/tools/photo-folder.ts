import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { realImagesFolder } from './real-images.js';

/** A folder of photographs in ImageNet's layout. */
export interface PhotoFolder extends AsyncDisposable {
  readonly directory: string;
  /** For people: which images they are. */
  readonly origin: string;
}

const CLASSES = 10;
/** Of each class. */
const IMAGES = { train: 64, val: 8 };
/** The commonest size in ImageNet. */
const [WIDTH, HEIGHT] = [500, 375];

/**
 * Real photographs where there are some, else made-up ones, so many of each class, which go when it is disposed.
 */
export async function photoFolder(images = IMAGES): Promise<PhotoFolder> {
  const real = realImagesFolder('imagenette-mini');
  if (real !== undefined) {
    return {
      directory: real,
      origin: 'imagenette-mini',
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const directory = await mkdtemp(join(tmpdir(), 'blockqnn-photos-'));
  for (const [split, count] of Object.entries(images)) {
    for (let label = 0; label < CLASSES; label++) {
      const folder = join(directory, split, `class-${label}`);
      await mkdir(folder, { recursive: true });
      for (let i = 0; i < count; i++) await writePhoto(join(folder, `${i}.jpg`), label * count + i);
    }
  }
  return {
    directory,
    origin: `made-up JPEGs of ${WIDTH}×${HEIGHT} pixels`,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

/** Coarse blobs with fine grain: about as many bytes as a photograph of that size. */
async function writePhoto(path: string, seed: number): Promise<void> {
  const noise = (width: number, height: number, sigma: number) =>
    sharp({
      create: {
        width,
        height,
        channels: 3,
        background: '#777',
        noise: { type: 'gaussian', mean: 128, sigma },
      },
    });
  const blobs = await noise(8 + (seed % 9), 6 + (seed % 7), 60)
    .png()
    .toBuffer();
  const grain = await noise(WIDTH, HEIGHT, 12).png().toBuffer();
  await sharp(blobs)
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toFile(path);
}
