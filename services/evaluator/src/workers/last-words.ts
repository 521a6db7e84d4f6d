/** What TensorFlow writes whenever it is loaded: nothing about why a process died. */
const BOILERPLATE = /WARNING: All log messages before absl::InitializeLog|oneDNN custom operations are on/;

/** What a process wrote to standard error before it died, without the lines that any process writes. */
export function withoutBoilerplate(text: string): string {
  return text
    .split('\n')
    .filter((line) => !BOILERPLATE.test(line))
    .join('\n')
    .trim();
}
