import type { Stack } from '@blockqnn/network';
import type { Stack as StackMessage, StackInput } from '../generated/blockqnn/domain/v1/Stack.js';

export function stackToProto(stack: Stack): StackInput {
  return stack;
}

/** Unchecked: to be validated with `stackSchema`, which names what is missing. */
export function stackFromProto(stack: StackMessage): unknown {
  return {
    input: stack.input ?? undefined,
    stem: stack.stem ?? undefined,
    stages: stack.stages,
    classes: stack.classes,
  };
}
