/**
 * gRPC (unary calls, no compression) over a plain socket, as little as the protocol asks for: HTTP/2 frames
 * (RFC 9113) with headers that are never indexed (RFC 7541). A client of grpc-js costs several times what the
 * server does, so on a shared machine it measures itself; this one leaves the cores to the server.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const FRAME = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 } as const;
const FLAG = { ack: 1, endStream: 1, endHeaders: 4 } as const;
const FRAME_HEAD = 9;
/** Compression flag and length. */
const MESSAGE_HEAD = 5;
const LARGEST_WINDOW = 2 ** 31 - 1;

interface Call {
  readonly resolve: (message: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly chunks: Buffer[];
}

/** A connection; calls run side by side on it. */
export class LeanConnection implements Disposable {
  readonly #socket: Socket;
  readonly #authority: string;
  readonly #calls = new Map<number, Call>();
  readonly #headers = new Map<string, Buffer>();
  #unread: Buffer = Buffer.alloc(0);
  #nextStream = 1;

  private constructor(socket: Socket, authority: string) {
    this.#socket = socket;
    this.#authority = authority;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      this.#read(bytes);
    });
    const lost = (error?: Error): void => {
      this.#fail(error ?? new Error('the server closed the connection'));
    };
    socket.on('error', lost).on('close', lost);
    socket.write(PREFACE);
    // SETTINGS_INITIAL_WINDOW_SIZE, and as much for the connection: nothing that is read has to be told.
    const settings = Buffer.alloc(6);
    settings.writeUInt16BE(4, 0);
    settings.writeUInt32BE(LARGEST_WINDOW, 2);
    socket.write(frame(FRAME.settings, 0, 0, settings));
    const increment = Buffer.alloc(4);
    increment.writeUInt32BE(LARGEST_WINDOW - 65_535);
    socket.write(frame(FRAME.windowUpdate, 0, 0, increment));
  }

  /** Connects to `host:port`. */
  static async open(address: string): Promise<LeanConnection> {
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(address) ?? [];
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    return new LeanConnection(socket, address);
  }

  /** Calls a method by its path; takes and gives encoded messages. Rejects where the answer holds none. */
  call(path: string, message: Buffer): Promise<Buffer> {
    const stream = this.#nextStream;
    this.#nextStream += 2;
    const body = Buffer.allocUnsafe(MESSAGE_HEAD + message.length);
    body.writeUInt8(0, 0);
    body.writeUInt32BE(message.length, 1);
    message.copy(body, MESSAGE_HEAD);
    return new Promise((resolve, reject) => {
      this.#calls.set(stream, { resolve, reject, chunks: [] });
      this.#socket.write(
        Buffer.concat([
          frame(FRAME.headers, FLAG.endHeaders, stream, this.#headersOf(path)),
          frame(FRAME.data, FLAG.endStream, stream, body),
        ]),
      );
    });
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #headersOf(path: string): Buffer {
    let headers = this.#headers.get(path);
    if (headers === undefined) {
      headers = Buffer.concat([
        // Indexed: ":method: POST", ":scheme: http"; names by index: :path, :authority, content-type.
        Buffer.from([0x83, 0x86, 0x04]),
        text(path),
        Buffer.from([0x01]),
        text(this.#authority),
        Buffer.from([0x0f, 0x10]),
        text('application/grpc'),
        Buffer.from([0x00]),
        text('te'),
        text('trailers'),
      ]);
      this.#headers.set(path, headers);
    }
    return headers;
  }

  #read(bytes: Buffer): void {
    let rest = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    while (rest.length >= FRAME_HEAD) {
      const end = FRAME_HEAD + rest.readUIntBE(0, 3);
      if (rest.length < end) break;
      this.#frame(rest[3] ?? 0, rest[4] ?? 0, rest.readUInt32BE(5), rest.subarray(FRAME_HEAD, end));
      rest = rest.subarray(end);
    }
    this.#unread = rest;
  }

  #frame(type: number, flags: number, stream: number, payload: Buffer): void {
    const call = this.#calls.get(stream);
    switch (type) {
      case FRAME.settings:
        if ((flags & FLAG.ack) === 0) this.#socket.write(frame(FRAME.settings, FLAG.ack, 0, Buffer.alloc(0)));
        return;
      case FRAME.ping:
        if ((flags & FLAG.ack) === 0) this.#socket.write(frame(FRAME.ping, FLAG.ack, 0, payload));
        return;
      case FRAME.data:
        call?.chunks.push(payload);
        return;
      case FRAME.headers:
        if ((flags & FLAG.endStream) !== 0) this.#end(stream, call);
        return;
      case FRAME.reset:
        this.#calls.delete(stream);
        call?.reject(new Error('the server reset the call'));
        return;
      case FRAME.goAway:
        this.#fail(new Error('the server goes away'));
    }
  }

  /** The trailers are not decoded: a call that fails has no message. */
  #end(stream: number, call: Call | undefined): void {
    this.#calls.delete(stream);
    const body = Buffer.concat(call?.chunks ?? []);
    if (body.length < MESSAGE_HEAD) call?.reject(new Error('the call failed; --client grpc-js says why'));
    else call?.resolve(body.subarray(MESSAGE_HEAD, MESSAGE_HEAD + body.readUInt32BE(1)));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }
}

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A string literal without Huffman coding, of fewer than 127 bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([value.length]), Buffer.from(value, 'latin1')]);
}
