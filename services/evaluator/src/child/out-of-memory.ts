const WORDS =
  /out of memory|\bOOM\b|allocation failed|Invalid typed array length|could not allocate|cannot allocate|cannot enlarge memory|maximum memory size exceeded|bad_alloc|memory access out of bounds/i;
/** TensorFlow says so of memory that it can do without. */
const HARMLESS = /not a failure/i;

/**
 * Whether an error, or what a process wrote before it died, says that memory ran out: V8 for array buffers
 * and its heap, WebAssembly's growing, emscripten's allocator, and native allocators.
 */
export function saysOutOfMemory(said: unknown): boolean {
  const text = said instanceof Error ? said.message : said;
  if (typeof text !== 'string') return false;
  return text.split('\n').some((line) => WORDS.test(line) && !HARMLESS.test(line));
}
