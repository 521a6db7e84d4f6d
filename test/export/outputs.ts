import assert from 'node:assert/strict';
import { AGREEMENT, type AgreementModel } from './agreement-models.js';

/** What a framework puts out for a model's images, [batch · classes]. */
export interface Outputs {
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
}

/** Fails unless what the formats put out is what the plain evaluation of the graph does, and the same in all of them. */
export function checkOutputs(
  { name, logits, graph }: AgreementModel,
  formats: Readonly<Record<string, Outputs>>,
): void {
  for (const [format, outputs] of Object.entries(formats)) {
    assertClose(`${name}: logits of ${format}`, outputs.logits, [...logits]);
    assertClose(`${name}: probabilities of ${format}`, outputs.probabilities, softmax(logits, graph.classes));
    for (const [other, { logits: others }] of Object.entries(formats)) {
      assertClose(`${name}: logits of ${format} and ${other}`, outputs.logits, others);
    }
  }
}

/** Float32 values for a script: their little-endian bytes in base64. */
export function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function assertClose(what: string, actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length, what);
  for (const [index, value] of actual.entries()) {
    const difference = Math.abs(value - (expected[index] ?? Number.NaN));
    assert.ok(difference <= AGREEMENT, `${what}: value ${index} is ${value}, not ${expected[index]}`);
  }
}

function softmax(logits: Float32Array, classes: number): number[] {
  return Array.from({ length: logits.length / classes }, (_, image) => {
    const powers = [...logits.subarray(image * classes, (image + 1) * classes)].map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }).flat();
}
