import { test } from 'node:test';
import { nativeLink } from '../src/linking/native-link.js';
import { skipForWantOf } from '../../../test/tools/needs.js';
import { loadBinding, type NativeBinding } from '../src/native/native-binding.js';

/** Defines tests that need TensorFlow's binding, or where it is not linked one that is skipped with the reason. */
export function withNativeBinding(name: string, define: (binding: () => NativeBinding) => void): void {
  const link = nativeLink();
  if (link.linked) {
    define(() => loadBinding(link.addon, { threads: 1, xla: false }).binding);
  } else {
    test(name, (t) => {
      skipForWantOf(t, 'native TensorFlow', `${link.reason}; run npm run native`);
    });
  }
}
