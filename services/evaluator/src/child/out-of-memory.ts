const WORDS =
  /out of memory|\bOOM\b|allocation failed|Invalid typed array length|could not allocate|cannot allocate|cannot enlarge memory|maximum memory size exceeded|bad_alloc|memory access out of bounds/i;

/**
 * Whether an error, or what a process wrote before it died, says that memory ran out: V8 for array buffers
 * and its heap, WebAssembly's growing, emscripten's allocator, and native allocators.
 */
export function saysOutOfMemory(said: unknown): boolean {
  if (said instanceof Error) return WORDS.test(said.message);
  return typeof said === 'string' && WORDS.test(said);
}
