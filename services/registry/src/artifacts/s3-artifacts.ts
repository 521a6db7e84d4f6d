import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { ArtifactKind } from '@blockqnn/api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '@blockqnn/telemetry';
import type { ArtifactCache } from './artifact-cache.js';
import {
  ArtifactStoreError,
  type ArtifactId,
  type ArtifactInfo,
  type ArtifactStore,
  type LocalArtifact,
  type VerifiedFile,
} from './artifact-store.js';
import { isNoSuchKey, isPastEnd, s3Fault } from './s3-fault.js';
import { describeS3Place, type S3Place } from './s3-place.js';
import { loadS3Sdk, type S3Sdk } from './s3-sdk.js';

/** Files above this go in parts of this size, some at a time: so much memory times {@link PARTS_AT_ONCE}. */
const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 4;
/** A download that broke off is gone on with so often without having got any further. */
const MAX_BREAKS = 3;
const CONNECT_MS = 5_000;
/** No byte for so long means that there is nobody. */
const SILENCE_MS = 20_000;

/** Metadata: when an object was last touched, milliseconds since the epoch. */
const TOUCHED = 'blockqnn-touched-ms';

const NAME = /^[0-9a-f]{64}$/;

/**
 * Artifacts as objects `{prefix}{kind}/{sha256}` of a bucket. Reading goes through a cache of local files. The server
 * is sent a SHA-256 of everything it is given, of a part where a file goes in parts, and refuses what differs; what
 * comes back is checked against the artifact's.
 */
export class S3Artifacts implements ArtifactStore {
  readonly #place: S3Place;
  readonly #cache: ArtifactCache;
  readonly #client: S3Client;
  readonly #sdk: S3Sdk;
  readonly #clock: Clock;

  private constructor(place: S3Place, cache: ArtifactCache, client: S3Client, sdk: S3Sdk, clock: Clock) {
    this.#place = place;
    this.#cache = cache;
    this.#client = client;
    this.#sdk = sdk;
    this.#clock = clock;
  }

  /** Calls nobody yet. The cache is closed with the store. */
  static async open(place: S3Place, cache: ArtifactCache, clock: Clock): Promise<S3Artifacts> {
    const sdk = await loadS3Sdk();
    const client = new sdk.S3Client({
      ...(place.endpoint === undefined ? {} : { endpoint: place.endpoint }),
      ...(place.region === undefined ? {} : { region: place.region }),
      forcePathStyle: place.pathStyle,
      // Everything is checked against its SHA-256.
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    });
    return new S3Artifacts(place, cache, client, sdk, clock);
  }

  async put(artifact: ArtifactId, file: VerifiedFile, signal: AbortSignal): Promise<void> {
    // Over one that is there too: neither its size nor a checksum that the service remembers says that it is undamaged.
    await this.#ask(() =>
      file.sizeBytes <= PART_BYTES
        ? this.#putWhole(artifact, file, signal)
        : this.#putInParts(artifact, file, signal),
    );
    // What was fetched before may be what this repairs.
    await this.#cache.remove(artifact);
  }

  open(artifact: ArtifactId, signal: AbortSignal): Promise<LocalArtifact | undefined> {
    return this.#ifThere(() =>
      this.#cache.open(artifact, (path, stop) => this.#download(artifact, path, stop), signal),
    );
  }

  async find(artifact: ArtifactId): Promise<ArtifactInfo | undefined> {
    const found = await this.#ifThere(() =>
      this.#client.send(new this.#sdk.HeadObjectCommand(this.#objectOf(artifact))),
    );
    if (!found) return undefined;
    const info = infoOf(artifact, found.ContentLength, found.LastModified);
    const touchedAtMs = Number(found.Metadata?.[TOUCHED] ?? 0);
    return { ...info, updatedAtMs: Math.max(info.updatedAtMs, touchedAtMs) };
  }

  /** By metadata, which only a copy onto itself changes: not every service gives such a copy a new time. */
  async touch(artifact: ArtifactId): Promise<boolean> {
    const object = this.#objectOf(artifact);
    const copied = await this.#ifThere(() =>
      this.#client.send(
        new this.#sdk.CopyObjectCommand({
          ...object,
          CopySource: encodeURI(`${object.Bucket}/${object.Key}`),
          MetadataDirective: 'REPLACE',
          Metadata: { [TOUCHED]: String(this.#clock.now()) },
        }),
      ),
    );
    return copied !== undefined;
  }

  async *list(kind: ArtifactKind, after = ''): AsyncGenerator<ArtifactInfo> {
    const prefix = `${this.#place.prefix}${kind}/`;
    let startAfter = after === '' ? undefined : prefix + after;
    for (;;) {
      const page = await this.#ask(() =>
        this.#client.send(
          new this.#sdk.ListObjectsV2Command({
            Bucket: this.#place.bucket,
            Prefix: prefix,
            ...(startAfter === undefined ? {} : { StartAfter: startAfter }),
          }),
        ),
      );
      for (const { Key: key = '', Size, LastModified } of page.Contents ?? []) {
        const sha256 = key.slice(prefix.length);
        if (NAME.test(sha256)) yield infoOf({ kind, sha256 }, Size, LastModified);
      }
      startAfter = page.Contents?.at(-1)?.Key;
      if (page.IsTruncated !== true || startAfter === undefined) return;
    }
  }

  async delete(artifact: ArtifactId): Promise<void> {
    await this.#ifThere(() => this.#client.send(new this.#sdk.DeleteObjectCommand(this.#objectOf(artifact))));
    await this.#cache.remove(artifact);
  }

  async check(): Promise<void> {
    const { bucket: Bucket, prefix: Prefix } = this.#place;
    await this.#ask(() =>
      this.#client.send(new this.#sdk.ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 })),
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#cache[Symbol.dispose]();
    this.#client.destroy();
    return Promise.resolve();
  }

  async #putWhole(artifact: ArtifactId, { path }: VerifiedFile, abortSignal: AbortSignal): Promise<void> {
    const command = new this.#sdk.PutObjectCommand({
      ...this.#objectOf(artifact),
      Body: await readFile(path),
      ChecksumSHA256: Buffer.from(artifact.sha256, 'hex').toString('base64'),
    });
    await this.#client.send(command, { abortSignal });
  }

  async #putInParts(artifact: ArtifactId, { path }: VerifiedFile, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const upload = new this.#sdk.Upload({
      client: this.#client,
      params: { ...this.#objectOf(artifact), Body: createReadStream(path), ChecksumAlgorithm: 'SHA256' },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
    });
    const abort = (): void => void upload.abort();
    signal.addEventListener('abort', abort, { once: true });
    try {
      await upload.done();
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Writes the object to a new file; where the connection breaks, it goes on from there. */
  async #download(artifact: ArtifactId, path: string, abortSignal: AbortSignal): Promise<number> {
    const hash = createHash('sha256');
    let done = 0;
    await using file = await open(path, 'wx');
    for (let breaks = 0; ;) {
      const before = done;
      try {
        const range = done === 0 ? {} : { Range: `bytes=${done}-` };
        const { Body: body } = await this.#client.send(
          new this.#sdk.GetObjectCommand({ ...this.#objectOf(artifact), ...range }),
          { abortSignal },
        );
        for await (const chunk of body as AsyncIterable<Buffer>) {
          await file.appendFile(chunk);
          hash.update(chunk);
          done += chunk.length;
        }
        break;
      } catch (error) {
        // It broke after the last byte: there is no more, and the SHA-256 says whether that was all.
        if (done > 0 && isPastEnd(error)) break;
        const fault = s3Fault(error, this.#place);
        breaks = done > before ? 1 : breaks + 1;
        const goesOn = fault instanceof ArtifactStoreError && fault.code === 'UNAVAILABLE' && done > 0;
        if (!goesOn || breaks >= MAX_BREAKS || abortSignal.aborted) throw error;
      }
    }
    if (hash.digest('hex') === artifact.sha256) {
      // What a crash of the machine leaves under its name has to be whole.
      await file.sync();
      return done;
    }
    const { Key: key } = this.#objectOf(artifact);
    throw new ArtifactStoreError(
      'CORRUPT',
      `the object ${key} in ${describeS3Place(this.#place)} is not what its name says; delete it`,
    );
  }

  #objectOf({ kind, sha256 }: ArtifactId): { readonly Bucket: string; readonly Key: string } {
    if (!NAME.test(sha256)) throw new TypeError('sha256: must be 64 lower-case hexadecimal digits');
    return { Bucket: this.#place.bucket, Key: `${this.#place.prefix}${kind}/${sha256}` };
  }

  /** Undefined where the object is not there. */
  #ifThere<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
    return this.#ask(async () => {
      try {
        return await call();
      } catch (error) {
        if (isNoSuchKey(error)) return undefined;
        throw error;
      }
    });
  }

  async #ask<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      throw s3Fault(error, this.#place);
    }
  }
}

function infoOf(
  artifact: ArtifactId,
  sizeBytes: number | undefined,
  updated: Date | undefined,
): ArtifactInfo {
  return { ...artifact, sizeBytes: sizeBytes ?? 0, updatedAtMs: updated?.getTime() ?? 0 };
}
