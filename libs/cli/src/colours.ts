import { isatty } from 'node:tty';
import pc from 'picocolors';

/**
 * Colours for what people read on standard output. Picocolors alone would colour pipes too where it finds
 * a CI's variables; NO_COLOR is honoured.
 */
export const colours = pc.createColors(pc.isColorSupported && isatty(process.stdout.fd));
