import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Opens its content; called when its turn comes. */
  readonly open: () => Readable;
}

/** Entries have to bear some time; always the same, so that equal content gives equal bytes. In local time, as zip means it. */
const TIME = new Date(1980, 0, 1, 12);

/** The bytes of a zip archive with the entries stored as they are: weights cannot be compressed. */
export async function* zipArchive(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const opened: Readable[] = [];
  const output = zip.outputStream.pipe(new PassThrough());
  for (const { name, open } of entries) {
    const options = { compress: false, mtime: TIME, mode: 0o100644, forceDosTimestamp: true };
    zip.addReadStreamLazy(name, options, (give) => {
      const content = open();
      opened.push(content);
      content.once('error', (error) => output.destroy(error));
      give(null, content);
    });
  }
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    // Whoever stops reading half-way leaves no file open.
    for (const content of opened) {
      if (content.closed) continue;
      content.destroy();
      await once(content, 'close');
    }
  }
}
