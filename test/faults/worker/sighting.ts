/** What a subscriber's log says of a message that it got, written and synced before the message is acknowledged. */
export interface Sighting {
  readonly kind: 'seen';
  readonly atMs: number;
  readonly subject: string;
  readonly messageId: string;
  /** Place in the stream. */
  readonly streamSequence: number;
  /** Header `ce-sequence`: place of the completion within its search, from 1; undefined where there is none. */
  readonly sequence: number | undefined;
  /** Resource name, from the body. */
  readonly trial: string;
  /** JSON text of the message. */
  readonly body: string;
}
