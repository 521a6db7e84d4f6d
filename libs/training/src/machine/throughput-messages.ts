import { z } from 'zod';

/** What a measuring process prints on its IPC channel: that it is warm, and then how much it trained. */
export const throughputMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), version: z.string() }),
  z.strictObject({ kind: z.literal('done'), images: z.number().min(1), seconds: z.number().gt(0) }),
]);

export type ThroughputMessage = z.infer<typeof throughputMessageSchema>;
