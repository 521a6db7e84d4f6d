/** The parts of the AWS SDK that S3 takes. */
export type S3Sdk = Awaited<ReturnType<typeof loadS3Sdk>>;

/** Loaded only where artifacts lie in S3: it takes a while, and memory. */
export async function loadS3Sdk() {
  const [s3, { Upload }] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/lib-storage')]);
  return { ...s3, Upload };
}
