import { ArtifactStoreError } from './artifact-store.js';
import { describeS3Place, type S3Place } from './s3-place.js';

/** What errors of the AWS SDK have in common. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const CREDENTIALS =
  'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or another of the ways in which AWS programs are given credentials';

/** What somebody has to mend, by the name of the error. */
const REFUSALS: Readonly<Record<string, (place: S3Place) => string>> = {
  NoSuchBucket: ({ bucket }) => `there is no bucket ${bucket}; make it, or change BLOCKQNN_ARTIFACTS`,
  InvalidBucketName: ({ bucket }) => `${bucket} is no name of a bucket; change BLOCKQNN_ARTIFACTS`,
  PermanentRedirect: ({ bucket }) => `the bucket ${bucket} is in another region; change BLOCKQNN_S3_REGION`,
  AuthorizationHeaderMalformed: () => 'the region is another one; change BLOCKQNN_S3_REGION',
  InvalidAccessKeyId: () => `the access key is not known there; ${CREDENTIALS}`,
  XAdminUserNotFound: () => `the access key is not known there; ${CREDENTIALS}`,
  SignatureDoesNotMatch: () => `the secret access key is not the right one; ${CREDENTIALS}`,
  InvalidToken: () => `the session token is not valid; ${CREDENTIALS}`,
  ExpiredToken: () => `the credentials have expired; ${CREDENTIALS}`,
  CredentialsProviderError: () => `there are no credentials; ${CREDENTIALS}`,
  AccessDenied: ({ bucket }) =>
    `access is denied; the credentials need to list, read, write and delete in the bucket ${bucket}`,
  RequestTimeTooSkewed: () => 'the clock of this machine differs too much from that of the service',
};

/** Statuses and names that stand for a lack of room. */
const FULL = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage']);
const INSUFFICIENT_STORAGE = 507;

/** Errors of the connection, which have no status. */
const CONNECTION =
  /^(?:ECONN|ENOTFOUND|EAI_|EPIPE|EHOST|ENET|ETIMEDOUT|TimeoutError|NetworkingError|ERR_SOCKET|ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|ERR_STREAM_PREMATURE_CLOSE|EPROTO|HPE_)/;

/** An error of a call to S3 as one of ours; any other is given back as it is. */
export function s3Fault(error: unknown, place: S3Place): unknown {
  if (!(error instanceof Error) || error instanceof ArtifactStoreError || error.name === 'AbortError')
    return error;
  const { name, message, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  const where = `the artifact store ${describeS3Place(place)}`;
  const refusal = Object.hasOwn(REFUSALS, name) ? REFUSALS[name] : undefined;
  if (refusal)
    return new ArtifactStoreError('REFUSED', `${where} cannot be used: ${refusal(place)}`, { cause: error });
  if (FULL.has(name) || status === INSUFFICIENT_STORAGE)
    return new ArtifactStoreError('FULL', `${where} has no room (${name})`, { cause: error });
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (status === undefined && !CONNECTION.test(code) && !CONNECTION.test(name)) return error;
  const said = `${name}${message === '' ? '' : `: ${message}`}`;
  if (status === 401 || status === 403) {
    return new ArtifactStoreError('REFUSED', `${where} refuses the credentials (${said}); ${CREDENTIALS}`, {
      cause: error,
    });
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 429 && status !== 408) {
    return new ArtifactStoreError('REFUSED', `${where} refuses what it is asked for (${said})`, {
      cause: error,
    });
  }
  return new ArtifactStoreError('UNAVAILABLE', `${where} is not available (${said})`, { cause: error });
}

/** Whether the answer is that an object is not there; a status of 404 alone can say other things. */
export function isNoSuchKey(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}

/** Whether the answer is that the object ends before the range that was asked for. */
export function isPastEnd(error: unknown): boolean {
  return error instanceof Error && (error as SdkError).$metadata?.httpStatusCode === 416;
}
