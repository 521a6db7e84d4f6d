import { status } from '@grpc/grpc-js';
import type { Finding } from './finding.js';
import { GrpcConnection, messageFrame } from './grpc-call.js';
import type { TargetProcess } from './target-process.js';

export const HEALTH_SERVICE = 'grpc.health.v1.Health';
const HEALTH_CHECK = `/${HEALTH_SERVICE}/Check`;
const SERVING = Buffer.from('0801', 'hex');

export interface CheckUp {
  readonly target: string;
  readonly process: TargetProcess;
  /** Path of a call without arguments that a healthy service grants. */
  readonly plainCall: string;
  /** Of calls that end by themselves. */
  readonly deadlineMs: number;
  /** How long after its deadline a call may be answered. */
  readonly slackMs: number;
}

/** Whether the process lives, says that it serves, answers a plain call, and has logged no fault. */
export async function checkUp({
  target,
  process,
  plainCall,
  deadlineMs,
  slackMs,
}: CheckUp): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (process.ending === undefined) {
    using connection = new GrpcConnection(process.address, slackMs);
    for (const path of [HEALTH_CHECK, plainCall]) {
      const outcome = await connection.call({
        path,
        frames: [messageFrame(Buffer.alloc(0))],
        deadlineMs,
      });
      const fine = outcome.kind === 'status' && outcome.code === status.OK;
      const serving = path !== HEALTH_CHECK || (fine && outcome.responses[0]?.equals(SERVING) === true);
      if (!fine || !serving)
        findings.push({
          kind: 'ill health',
          target,
          detail: `${path}: ${JSON.stringify(outcome).slice(0, 300)}`,
        });
    }
  }
  for (const { kind, text } of process.takeFaults())
    findings.push({ kind: 'fault', target, detail: `${kind}: ${text}` });
  if (process.ending !== undefined)
    findings.push({ kind: 'crash', target, detail: `${process.ending}\n${process.logTail}` });
  return findings;
}
