/** Something that can be killed, frozen and started again. */
export interface Killable {
  /** As reports name it. */
  readonly name: string;
  readonly alive: boolean;
  /** SIGKILL (the default): as a crash. SIGTERM: in good order. Resolves when it has gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** SIGSTOP: it neither runs nor knows it. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
}
