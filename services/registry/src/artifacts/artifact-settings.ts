import { wholeNumber, wholeNumberOr } from '@blockqnn/settings';
import { z } from 'zod';
import type { ArtifactPlace } from './artifacts.js';
import { isS3Url, parseS3Url } from './s3-place.js';

const MIB = 2 ** 20;
const DAY_MS = 24 * 3_600_000;

/** What an S3-compatible service that is not AWS's is given where no region is named; most take any. */
const REGION = 'us-east-1';

/** Variables about artifacts. */
export const artifactVariables = {
  BLOCKQNN_ARTIFACTS: z
    .string()
    .refine(
      (text) => !isS3Url(text) || parseS3Url(text) !== undefined,
      "must be a folder, or s3://bucket/prefix: a bucket's name of 3 to 63 of a-z, 0-9, dot and dash, and a prefix of letters, digits, /!_.*'()-",
    )
    .optional()
    .describe(
      'where weights, checkpoints and curves are kept: a folder, or s3://bucket/prefix; unset: the state folder',
    ),
  BLOCKQNN_S3_ENDPOINT: z
    .string()
    .refine(isHttpUrl, 'must be http://host:port or https://host:port, without user, path or query')
    .optional()
    .describe("URL of an S3-compatible service; unset: AWS's own"),
  BLOCKQNN_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be the name of a region, for instance eu-central-1')
    .optional()
    .describe(`region of the bucket; unset: AWS's variables and files say, or ${REGION} at an endpoint`),
  BLOCKQNN_S3_PATH_STYLE: z
    .enum(['true', 'false'], 'must be true or false')
    .optional()
    .describe('whether the bucket stands in the path instead of the host; unset: true at an endpoint'),
  BLOCKQNN_ARTIFACT_CACHE_MIB: wholeNumber(1, 99_999_999)
    .default(4096)
    .describe('local copies of artifacts read from S3, in MiB'),
  BLOCKQNN_ARTIFACT_GRACE_DAYS: wholeNumberOr('never', 1, 36_500)
    .default(7)
    .describe('days after which artifacts that nothing names are collected; never: they stay'),
};

type ArtifactData = z.infer<z.ZodObject<typeof artifactVariables>>;

/**
 * Where artifacts are kept, and how long those that nothing names.
 *
 * @throws Error naming variables that do not go together.
 */
export function artifactsFrom(
  data: ArtifactData,
  stateDir: string,
): { readonly artifacts: ArtifactPlace; readonly artifactGraceMs: number | undefined } {
  const { BLOCKQNN_ARTIFACT_GRACE_DAYS: days } = data;
  return {
    artifacts: placeFrom(data, stateDir),
    artifactGraceMs: days === 'never' ? undefined : days * DAY_MS,
  };
}

function placeFrom(data: ArtifactData, stateDir: string): ArtifactPlace {
  const {
    BLOCKQNN_ARTIFACTS: place,
    BLOCKQNN_S3_ENDPOINT: endpoint,
    BLOCKQNN_S3_REGION: region,
    BLOCKQNN_S3_PATH_STYLE: pathStyle,
  } = data;
  const bucket = place === undefined ? undefined : parseS3Url(place);
  if (!bucket) {
    for (const name of ['BLOCKQNN_S3_ENDPOINT', 'BLOCKQNN_S3_REGION', 'BLOCKQNN_S3_PATH_STYLE'] as const) {
      if (data[name] !== undefined)
        throw new Error(`${name}: goes with BLOCKQNN_ARTIFACTS=s3://bucket/prefix`);
    }
    return { kind: 'folder', path: place ?? stateDir };
  }
  const s3 = {
    ...bucket,
    endpoint,
    region: region ?? (endpoint === undefined ? undefined : REGION),
    pathStyle: pathStyle === undefined ? endpoint !== undefined : pathStyle === 'true',
  };
  return { kind: 's3', s3, path: stateDir, cacheBytes: data.BLOCKQNN_ARTIFACT_CACHE_MIB * MIB };
}

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(text);
  const plain = username + password + search + hash === '' && pathname === '/';
  return plain && (protocol === 'http:' || protocol === 'https:');
}
