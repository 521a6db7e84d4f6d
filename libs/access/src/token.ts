import { createHash, randomBytes } from 'node:crypto';

/**
 * A token is `bqn_` and 43 characters of base64url: 256 random bits. The prefix lets scanners of repositories
 * and logs find one that leaked. What a token is kept as is the SHA-256 of its text: it has too many bits to be
 * guessed from that, and a slow hash for each call would only be a way to keep a server busy.
 */
const PREFIX = 'bqn_';
const BITS = 256;

export function newToken(): string {
  return PREFIX + randomBytes(BITS / 8).toString('base64url');
}

/** 32 bytes. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
