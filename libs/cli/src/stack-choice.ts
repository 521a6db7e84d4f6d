import { readFileSync } from 'node:fs';
import { cifarStack, imagenetStack, smallStack, stackSchema, type Stack } from '@blockqnn/network';
import { UsageError } from './exit-code.js';

const PRESETS = { small: smallStack, cifar: cifarStack, imagenet: imagenetStack } as const;

export const STACK_HELP = 'small, cifar, imagenet, or a JSON file with a stack';

/** Whether the choice names a preset, which needs the images' shape, and not a file, which holds it. */
export function isStackPreset(choice: string): choice is keyof typeof PRESETS {
  return Object.hasOwn(PRESETS, choice);
}

/** A preset for images of a shape, or the stack in a file. Throws {@link UsageError}. */
export function chooseStack(choice: string, images: Pick<Stack, 'input' | 'classes'> | undefined): Stack {
  if (!isStackPreset(choice)) return readStack(choice);
  if (!images) {
    throw new UsageError(
      `--stack ${choice} needs the images' shape: give --image-size and --classes, or a stack file`,
    );
  }
  return PRESETS[choice](images);
}

function readStack(file: string): Stack {
  const parsed = stackSchema.safeParse(readJson(file, '--stack'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--stack ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is no stack'}`);
}

/** Content of a JSON file named by a flag. Throws {@link UsageError}. */
export function readJson(file: string, flag: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new UsageError(`${flag} ${file}: ${reason}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${flag} ${file}: is no JSON: ${(error as Error).message}`);
  }
}
