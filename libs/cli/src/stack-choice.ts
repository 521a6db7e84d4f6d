import { readFileSync } from 'node:fs';
import {
  cifarStack,
  imagenetStack,
  onePixelWarning,
  smallStack,
  stackSchema,
  type Stack,
} from '@blockqnn/network';
import type { CliContext } from './context.js';
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

/** Says on standard error where a stack can be built and is of little use all the same. */
export function warnOfStack({ stderr }: Pick<CliContext, 'stderr'>, stack: Stack): void {
  const warning = onePixelWarning(stack);
  if (warning !== undefined) stderr.write(`warning: ${warning}\n`);
}

function readStack(file: string): Stack {
  const parsed = stackSchema.safeParse(readJson(file, '--stack'));
  if (parsed.success) return parsed.data;
  throw new UsageError(`--stack ${file}: ${faultOf(parsed.error.issues, 'is no stack')}`);
}

/** The first fault in a file; one of the whole file has no field to name. */
export function faultOf(
  [issue]: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  whole: string,
): string {
  if (!issue) return whole;
  return issue.path.length === 0 ? `${whole}: ${issue.message}` : `${issue.path.join('.')}: ${issue.message}`;
}

const READ_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: `there is no such file, and no stack of this name; there are ${Object.keys(PRESETS).join(', ')}`,
  EISDIR: 'is a folder; name a JSON file',
  EACCES: 'may not be read',
};

/** Content of a JSON file named by a flag. Throws {@link UsageError}. */
function readJson(file: string, flag: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${flag} ${file}: ${READ_FAULTS[code] ?? message}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${flag} ${file}: is no JSON: ${(error as Error).message}`);
  }
}
