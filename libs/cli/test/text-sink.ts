import { Writable } from 'node:stream';

/** Keeps what is written to it; says of itself that it is a terminal if told so. */
export class TextSink extends Writable {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows = 40;
  text = '';

  constructor(isTTY = false, columns = 120) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
    this.columns = columns;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, callback: () => void): void {
    this.text += chunk.toString();
    callback();
  }

  /** cli-progress moves the cursor through these. */
  getWindowSize(): [number, number] {
    return [this.columns, this.rows];
  }
}
