import type { Images, ImageSet } from '@blockqnn/datasets';

/** 3 classes, 6×6 pixels, 2 channels: a bright bar that lies, stands, or is not there, in noise. */
export const TOY_SHAPE = { height: 6, width: 6, channels: 2 } as const;
export const TOY_CLASSES = ['lying', 'standing', 'none'] as const;

/** Balanced, in the order of the classes 0, 1, 2, 0, …; the same for the same seed. */
export function toyImages(count: number, seed: number): Images {
  const { height, width, channels } = TOY_SHAPE;
  const random = noise(seed);
  const labels = Uint16Array.from({ length: count }, (_, image) => image % TOY_CLASSES.length);
  const pixels = new Uint8Array(count * height * width * channels);
  for (const [image, label] of labels.entries()) {
    const bar = Math.floor(random() * height);
    for (let i = 0; i < height * width * channels; i += 1) {
      const row = Math.floor(i / channels / width);
      const column = Math.floor(i / channels) % width;
      const isBar = (label === 0 && row === bar) || (label === 1 && column === bar);
      pixels[image * height * width * channels + i] = (isBar ? 150 : 0) + 100 * random();
    }
  }
  return { count, pixels, labels };
}

export function toyImageSet(count: number, seed: number): ImageSet {
  return {
    reference: 'toy',
    shape: TOY_SHAPE,
    classes: TOY_CLASSES,
    train: toyImages(count, seed),
    test: toyImages(30, seed + 1),
  };
}

/** Uniform in [0, 1): a linear congruential generator, good enough for noise. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
