import type { DatasetSource } from '@blockqnn/datasets';
import type { ClientConnection } from '@blockqnn/rpc';

/** What an evaluator within this command is told. */
export interface LocalEvaluatorOptions {
  /** Folder of its checkpoints and results; undefined: as the environment says. */
  readonly stateDir: string | undefined;
  /** Image sets besides those of the environment. */
  readonly datasets: readonly DatasetSource[];
  /** Undefined: the fastest that there is. */
  readonly engine: 'wasm' | 'native' | undefined;
  /** Where results go; undefined: nowhere. */
  readonly registryAddress: string | undefined;
  /** How the registry is reached. */
  readonly connection: ClientConnection;
  readonly signal: AbortSignal;
}

/** How far a training is that can go on. */
export interface KeptCheckpoint {
  /** Epochs that are done. */
  readonly epochs: number;
  /** Steps that are done in the one after them. */
  readonly steps: number;
}

/** An evaluator that can train, on loopback. Disposing keeps the checkpoint of what is under way. */
export interface LocalEvaluator extends AsyncDisposable {
  /** host:port */
  readonly address: string;
  /** Folder of its checkpoints and results. */
  readonly stateDir: string;
  /** What is kept of a training that is not done, by its name; to be asked after disposing. */
  readonly checkpointOf: (training: string) => Promise<KeptCheckpoint | undefined>;
}

/** Starts one, and resolves when it can train. */
export type StartLocalEvaluator = (options: LocalEvaluatorOptions) => Promise<LocalEvaluator>;
