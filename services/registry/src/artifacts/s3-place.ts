/** A bucket of an S3-compatible service, and where in it. */
export interface S3Place {
  readonly bucket: string;
  /** What all keys begin with: empty, or ending in a slash. */
  readonly prefix: string;
  /** URL of the service; undefined: AWS. */
  readonly endpoint: string | undefined;
  /** Undefined: as AWS's own variables and files say. */
  readonly region: string | undefined;
  /** Whether the bucket stands in the path instead of in the host. */
  readonly pathStyle: boolean;
}

// AWS's rules for names of buckets, of which the most important are checked, and of keys that need no escaping.
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9!_.*'()-]+(?:\/[A-Za-z0-9!_.*'()-]+)*$/;
const SCHEME = 's3://';

export function isS3Url(text: string): boolean {
  return text.startsWith(SCHEME);
}

/** Bucket and prefix of `s3://bucket` or `s3://bucket/prefix`; undefined where it is neither. */
export function parseS3Url(text: string): Pick<S3Place, 'bucket' | 'prefix'> | undefined {
  if (!isS3Url(text)) return undefined;
  const [bucket = '', ...parts] = text.slice(SCHEME.length).replace(/\/$/, '').split('/');
  const prefix = parts.join('/');
  if (!BUCKET.test(bucket) || bucket.includes('..')) return undefined;
  if (prefix === '') return { bucket, prefix };
  if (!PREFIX.test(prefix) || parts.some((part) => part === '.' || part === '..')) return undefined;
  return { bucket, prefix: `${prefix}/` };
}

/** For messages. */
export function describeS3Place({ bucket, prefix, endpoint }: S3Place): string {
  return `${SCHEME}${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}${endpoint === undefined ? '' : ` at ${endpoint}`}`;
}
