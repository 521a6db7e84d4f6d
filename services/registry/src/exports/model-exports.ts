import { createHash } from 'node:crypto';
import { weightsBytes } from '../models/weights-bytes.js';
import type { ModelFacts, ModelFormat } from '@blockqnn/export';
import { blockId, canonicalBlock, formatBlock, referenceName } from '@blockqnn/nsc';
import { failedPrecondition, resourceExhausted } from '@blockqnn/rpc';
import type { KeptWeights } from '../models/kept-weights.js';
import type { ModelPlan } from '../models/model-plan.js';
import type { ExportJob } from './export-job.js';
import type { ExportSpool, UsedModel } from './export-spool.js';
import type { ExportThreads } from './export-threads.js';
import { PROGRAM_VERSION } from './program-code.js';

const RETRY_WHEN_DISK_FULL_MS = 60_000;
/** What files have besides weights: structure, names, the card. */
const BESIDE_WEIGHTS_BYTES = 2 ** 20;

/** How a planned model is to be written. */
export interface ExportForm {
  readonly format: ModelFormat;
  /** SPDX expression; undefined where none is stated. */
  readonly licence: string | undefined;
}

export interface ModelExportsParts {
  readonly weights: KeptWeights;
  readonly spool: ExportSpool;
  readonly threads: ExportThreads;
  /** Hash of the code that writes models. */
  readonly code: string;
}

/** Makes files of planned models. */
export class ModelExports {
  readonly #parts: ModelExportsParts;

  constructor(parts: ModelExportsParts) {
    this.#parts = parts;
  }

  /**
   * The files of a model, written where they are not there yet. Rejects with RESOURCE_EXHAUSTED `EXPORTS_BUSY` or
   * `DISK_FULL`, FAILED_PRECONDITION `NO_TRAINED_WEIGHTS` where the weights were removed since, and with the signal's
   * reason when it aborts.
   */
  async use(plan: ModelPlan, form: ExportForm, signal: AbortSignal): Promise<UsedModel> {
    const job = jobOf(plan, form);
    const { weightsSha256 } = plan;
    const key = this.#keyOf(job, weightsSha256);
    const writer = {
      sizeBytes: weightsBytes(plan.graph) + BESIDE_WEIGHTS_BYTES,
      write: (folder: string, scratch: string, ended: AbortSignal) =>
        this.#write({ ...job, folder, scratch }, weightsSha256, ended),
    };
    try {
      return await this.#parts.spool.use(key, writer, signal);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      throw resourceExhausted('DISK_FULL', 'the disk for exports is full', RETRY_WHEN_DISK_FULL_MS);
    }
  }

  /** Of everything that decides the bytes. */
  #keyOf(job: PlannedJob, weightsSha256: string | undefined): string {
    const decisive = [this.#parts.code, process.versions.node, weightsSha256 ?? null, job];
    return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
  }

  async #write(
    job: Omit<ExportJob, 'weightsPath'>,
    weightsSha256: string | undefined,
    signal: AbortSignal,
  ): ReturnType<ExportThreads['write']> {
    const { threads, weights } = this.#parts;
    if (weightsSha256 === undefined) return threads.write({ ...job, weightsPath: undefined }, signal);
    await using artifact = await weights.open(weightsSha256, signal);
    if (!artifact) {
      throw failedPrecondition('NO_TRAINED_WEIGHTS', 'the trained weights were removed a moment ago');
    }
    return await threads.write({ ...job, weightsPath: artifact.path }, signal);
  }
}

type PlannedJob = Omit<ExportJob, 'weightsPath' | 'folder' | 'scratch'>;

function jobOf(plan: ModelPlan, { format, licence }: ExportForm): PlannedJob {
  const facts: ModelFacts = {
    licence,
    programVersion: PROGRAM_VERSION,
    referenceBlock: referenceName(blockId(plan.block)),
    evaluation: plan.evaluation,
    training: plan.training,
  };
  const nsc = formatBlock(canonicalBlock(plan.block));
  return { format, nsc, stack: plan.stack, origin: plan.origin, facts };
}

function isDiskFull(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}
