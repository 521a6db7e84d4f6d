import sharp from 'sharp';

/** Decoders of the formats that image folders hold, by libvips' names; AVIF is a kind of HEIF. */
const FORMATS = ['Jpeg', 'Uhdr', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'] as const;

/**
 * Leaves the decoder, in the whole process, only the formats that image folders hold. It chooses by content,
 * not by name: a drawing (SVG) that is called a photograph would be computed for as long as it says.
 */
export function admitImageFormats(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: FORMATS.map((format) => `VipsForeignLoad${format}`) });
}
