import { durationFromProto, parseSearchName, parseTrialName } from '@blockqnn/api';
import { z } from 'zod';

/** "searches/{search}", as the id. */
export const searchNameField = z.string().transform((text, context) => {
  const id = parseSearchName(text);
  if (id !== undefined) return id;
  context.addIssue({
    code: 'custom',
    message: 'must be "searches/{search}", for instance "searches/s1a2b3c4d5e"',
  });
  return z.NEVER;
});

/** "searches/{search}/trials/{trial}". */
export const trialNameField = z.string().transform((text, context) => {
  const trial = parseTrialName(text);
  if (trial !== undefined) return trial;
  context.addIssue({
    code: 'custom',
    message: 'must be "searches/{search}/trials/{trial}", as RequestBlocks gave it',
  });
  return z.NEVER;
});

export const leaseTokenField = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/, 'is required: the lease_token that RequestBlocks gave with the trial');

/** One line of text for people. */
export function lineField(least: number, most: number) {
  return z
    .string()
    .regex(
      new RegExp(`^\\P{Cc}{${least},${most}}$`, 'u'),
      `must have ${least === 0 ? 'at most' : `${least} to`} ${most} characters, none of them a control character`,
    );
}

/** Text for people, of several lines perhaps. */
export function textField(most: number) {
  return z
    .string()
    .regex(
      new RegExp(`^[\\P{Cc}\\n\\r\\t]{0,${most}}$`, 'u'),
      `must have at most ${most} characters, no control characters but line ends and tabs`,
    );
}

export const requestIdField = lineField(0, 100);

/** A whole number within bounds. */
export function wholeField(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
}

/** A number within bounds; neither NaN nor infinite. */
export function numberField(least: number, most: number) {
  const message = `must be a number from ${least} to ${most}`;
  return z.number(message).min(least, message).max(most, message);
}

/** A google.protobuf.Duration of the given bounds, as milliseconds; `unset` where it is not there. */
export function durationField(bounds: { leastMs: number; mostMs: number; text: string }, unset: number) {
  return z
    .object({ seconds: z.number(), nanos: z.number() })
    .nullish()
    .transform((duration, context) => {
      const durationMs = durationFromProto(duration) ?? unset;
      if (durationMs >= bounds.leastMs && durationMs <= bounds.mostMs) return durationMs;
      context.addIssue({ code: 'custom', message: `must be ${bounds.text}` });
      return z.NEVER;
    });
}

export const pageSizeField = wholeField(0, 1000).transform((size) => (size === 0 ? 50 : size));

/** The same where the field may be left out. */
export function optionalDurationField(bounds: { leastMs: number; mostMs: number; text: string }) {
  return z.union([z.null().transform(() => undefined), durationField(bounds, Number.NaN)], {
    error: `must be ${bounds.text}`,
  });
}
