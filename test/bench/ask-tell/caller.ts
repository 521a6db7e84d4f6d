import { createHash } from 'node:crypto';
import { CONTROLLER_SERVICE, type ControllerMethods, type EpochInput } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import { LeanConnection } from './lean-connection.js';

/** `grpc-js`: the client of our own evaluators. `lean`: the least that gRPC asks for. */
export const CLIENT_KINDS = ['lean', 'grpc-js'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

type Request = ControllerMethods['requestBlocks']['requestInput'];
type Assignments = ControllerMethods['requestBlocks']['response'];
type Result = ControllerMethods['submitReward']['requestInput'];

/** The two calls that a worker lives on. */
export interface Caller extends Disposable {
  ask(request: Request): Promise<Assignments>;
  tell(result: Result): Promise<void>;
}

export async function openCaller(kind: ClientKind, address: string): Promise<Caller> {
  return kind === 'lean' ? await leanCaller(address) : grpcCaller(address);
}

function grpcCaller(address: string): Caller {
  const client = createClient(CONTROLLER_SERVICE, address);
  return {
    ask: (request) => client.requestBlocks(request),
    tell: async (result) => {
      await client.submitReward(result);
    },
    [Symbol.dispose]: () => {
      client[Symbol.dispose]();
    },
  };
}

async function leanCaller(address: string): Promise<Caller> {
  const { RequestBlocks, SubmitReward } = CONTROLLER_SERVICE.definition;
  if (!RequestBlocks || !SubmitReward) throw new Error('the contract lacks a method');
  const connection = await LeanConnection.open(address);
  return {
    ask: async (request) => {
      const answer = await connection.call(RequestBlocks.path, RequestBlocks.requestSerialize(request));
      return RequestBlocks.responseDeserialize(answer) as Assignments;
    },
    tell: async (result) => {
      await connection.call(SubmitReward.path, SubmitReward.requestSerialize(result));
    },
    [Symbol.dispose]: () => {
      connection[Symbol.dispose]();
    },
  };
}

/**
 * The accuracy of a block in a simulated training, in [0.1, 0.9]: it follows from the code, grows with the number
 * of convolutions and of layers as the accuracy of trained blocks does, and scatters.
 */
export function simulatedAccuracy(nsc: string): number {
  const layers = nsc.split(',');
  const convolutions = layers.filter((layer) => layer.startsWith('conv')).length;
  const grown = 1 - Math.exp(-(convolutions + layers.length / 4) / 6);
  const scatter = createHash('sha1').update(nsc).digest().readUInt32BE(0) / 2 ** 32;
  return 0.1 + 0.6 * grown + 0.2 * scatter;
}

/** A curve of so many epochs that ends at the accuracy. */
export function simulatedEpochs(accuracy: number, count: number): EpochInput[] {
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    accuracy: (accuracy * (index + 1)) / count,
    loss: 1 / (index + 1),
    trainingAccuracy: (accuracy * (index + 1)) / count,
    learningRate: 0.001,
    duration: { seconds: 10, nanos: 0 },
  }));
}
