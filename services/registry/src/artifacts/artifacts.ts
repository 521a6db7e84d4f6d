import { join } from 'node:path';
import type { Clock, Logger } from '@blockqnn/telemetry';
import { ArtifactCache } from './artifact-cache.js';
import type { ArtifactStore } from './artifact-store.js';
import { ArtifactTurns } from './artifact-turns.js';
import { IncomingFiles } from './incoming-files.js';
import { LocalArtifacts } from './local-artifacts.js';
import { S3Artifacts } from './s3-artifacts.js';
import { describeS3Place, type S3Place } from './s3-place.js';
import { WatchedArtifacts } from './watched-artifacts.js';

/** Where artifacts are kept. */
export type ArtifactPlace =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 's3';
      readonly s3: S3Place;
      /** Folder for uploads on their way in and for copies of what is read. */
      readonly path: string;
      /** Bytes that the copies may have. */
      readonly cacheBytes: number;
    };

/** What a registry keeps artifacts with. */
export interface Artifacts extends AsyncDisposable {
  readonly store: WatchedArtifacts;
  readonly incoming: IncomingFiles;
  readonly turns: ArtifactTurns;
}

export interface ArtifactsOptions {
  readonly place: ArtifactPlace;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when the store comes or goes. */
  readonly onChange: () => void;
}

/** Opens folders; the store is not started. Rejects where the folders cannot be used, saying why. */
export async function openArtifacts({
  place,
  clock,
  logger,
  onChange,
}: ArtifactsOptions): Promise<Artifacts> {
  const artifacts = describeArtifactPlace(place);
  const incoming = await IncomingFiles.open(join(place.path, 'incoming'), clock);
  try {
    const store = new WatchedArtifacts(await openStore(place, clock), {
      onChange: (open) => {
        if (open) logger.info({ artifacts }, 'the artifact store is there');
        else
          logger.error(
            { artifacts },
            'the artifact store is away; uploads and exports are refused until it is back',
          );
        onChange();
      },
      onAway: (error) => {
        logger.warn({ err: error, artifacts }, 'waiting for the artifact store');
      },
    });
    return {
      store,
      incoming,
      turns: new ArtifactTurns(),
      [Symbol.asyncDispose]: async () => {
        await store[Symbol.asyncDispose]();
        incoming[Symbol.dispose]();
      },
    };
  } catch (error) {
    incoming[Symbol.dispose]();
    throw error;
  }
}

async function openStore(place: ArtifactPlace, clock: Clock): Promise<ArtifactStore> {
  if (place.kind === 'folder') return LocalArtifacts.open(place.path, clock);
  const cache = await ArtifactCache.open(join(place.path, 'artifact-cache'), place.cacheBytes, clock);
  return S3Artifacts.open(place.s3, cache, clock);
}

function describeArtifactPlace(place: ArtifactPlace): string {
  return place.kind === 'folder' ? place.path : describeS3Place(place.s3);
}
