import type { Stack } from '@blockqnn/network';
import type { FieldViolation } from '@blockqnn/rpc';
import type { DatasetInfo } from './dataset-info.js';

/** Where a stack is not made for a dataset: its image shape and its classes have to be the dataset's. */
export function stackMisfits(
  stack: Stack,
  { name, shape, classes }: Pick<DatasetInfo, 'name' | 'shape' | 'classes'>,
): FieldViolation[] {
  const violations: FieldViolation[] = (['height', 'width', 'channels'] as const)
    .filter((side) => stack.input[side] !== shape[side])
    .map((side) => ({
      field: `stack.input.${side}`,
      description: `${String(stack.input[side])}, but images of ${name} have ${String(shape[side])}`,
    }));
  if (stack.classes !== classes) {
    const description = `${String(stack.classes)}, but ${name} has ${String(classes)}`;
    violations.push({ field: 'stack.classes', description });
  }
  return violations;
}
