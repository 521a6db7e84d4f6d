import type { ToolContext } from './needs.js';
import { pythonVenv } from './python.js';

/** Of that version, because `npm run native` links it: pip has it in its cache then and need not fetch it again. */
const PACKAGES = ['tensorflow-cpu==2.21.0', 'keras>=3.12,<4'];

/** A Python interpreter with TensorFlow for processors and Keras 3, or undefined after the test was skipped. */
export function tensorflowPython(t: ToolContext): Promise<string | undefined> {
  return pythonVenv(t, PACKAGES);
}
