export { colours } from './colours.js';
export { formatBlocks } from './block-report.js';
export { formatHeader } from './commands/model.js';
export type { ServeService, ServiceVariables } from './commands/serve.js';
export type { CliContext } from './context.js';
export { downloadModel, type DownloadOptions } from './download-model.js';
export { START_MS } from './evaluator-images.js';
export { EXIT_CODES, exitCodeOf, messageOf, UsageError } from './exit-code.js';
export { wholeNumber, wholeNumberOr } from './flag-values.js';
export { counted, formatCount, formatSeconds, formatShare, shorten } from './format.js';
export { createProgram, runProgram } from './program.js';
export { createSearchDisplay } from './create-search-display.js';
export type { DisplayStream, SearchDisplay } from './search-display.js';
export { addSearchFlags, searchSpec, type SearchFlags } from './search-flags.js';
export {
  evaluationJson,
  failureJson,
  searchJson,
  type EvaluationJson,
  type FailureJson,
} from './search-json.js';
export { evaluatedCount } from './search-news.js';
export type { ServiceName } from './services.js';
export { formatTable } from './table.js';
export { tableWidth } from './table-width.js';
export { watchSearch } from './watch-search.js';
export type {
  KeptCheckpoint,
  LocalEvaluator,
  LocalEvaluatorOptions,
  StartLocalEvaluator,
} from './training/local-evaluator.js';
