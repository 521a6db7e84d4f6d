/** Fields of requests, as a search is described, and the flags that give them. */
const FIELDS: Readonly<Record<string, string>> = {
  display_name: '--name',
  strategy: '--strategy',
  seed: '--seed',
  dataset: '--dataset',
  max_layers: '--max-layers',
  lease_duration: '--lease-seconds',
  'reward_weights.mu': '--mu',
  'reward_weights.rho': '--rho',
  'budget.max_evaluations': '--blocks',
  'budget.max_attempts': '--max-attempts',
  'budget.max_trials_in_flight': '--max-in-flight',
  'budget.max_duration': '--max-duration',
  'budget.target_accuracy': '--target-accuracy',
  'limits.max_flops': '--max-flops',
  'limits.max_parameters': '--max-parameters',
  'limits.max_activation_bytes': '--max-activation-bytes',
  'median_stopping.min_trials': '--median-stopping trials',
  'median_stopping.min_epochs': '--median-stopping epochs',
};

/** Fields of other requests whose flags are called otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { figures: '--of', page_size: '--limit' };

/** Methods, in lower camel case, and the commands that call them. */
const COMMANDS: Readonly<Record<string, string>> = {
  createSearch: 'search create',
  getSearch: 'search show',
  listSearches: 'search list',
  watchSearch: 'search watch',
  pauseSearch: 'search pause',
  resumeSearch: 'search resume',
  deleteSearch: 'search delete',
  undeleteSearch: 'search undelete',
  cloneSearch: 'search clone',
  importEvaluations: 'search import',
  listTrials: 'trials list',
  replayEvents: 'events replay',
  evaluateBlock: 'evaluate',
  trainModel: 'train',
  queryBlocks: 'blocks best',
  getBlock: 'blocks show',
  exportModel: 'model export',
  listTrainings: 'trainings list',
  getTraining: 'trainings show',
};

/** Variables of whatever calls, and the flags that stand for them. */
const VARIABLES: Readonly<Record<string, string>> = {
  BLOCKQNN_TLS_CA: '--tls-ca',
  BLOCKQNN_TLS_CLIENT_CERT: '--tls-client-cert',
  BLOCKQNN_TLS_CLIENT_KEY: '--tls-client-key',
  BLOCKQNN_TOKEN_FILE: '--token-file',
  'BLOCKQNN_ALLOW_PLAINTEXT=true': '--allow-plaintext',
};

/**
 * A service's message in the words that were typed: flags for fields and variables ("spec.display_name" →
 * "--name", "spec.recipe.min_crop_area" → "--recipe minCropArea"), commands for methods ("UndeleteSearch" →
 * "`blockqnn search undelete`").
 *
 * @param flags - of the command that called, for instance "--order-by": stand for fields of the same name
 */
export function inFlags(message: string, flags: readonly string[] = []): string {
  return message
    .replace(/(^|; |\n)([a-z]+(?:_[a-z]+)*)(?=: )/g, (whole, before: string, field: string) => {
      const flag = OTHER_NAMES[field] ?? `--${field.replaceAll('_', '-')}`;
      return flags.includes(flag) ? `${before}${flag}` : whole;
    })
    .replace(
      /\b(?:spec\.)?(recipe|stack)\.([a-z][a-z0-9_.]*(?:\[\d+\][a-z0-9_.]*)?[a-z0-9])/g,
      (_, flag: string, field: string) =>
        `--${flag} ${field.replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase())}`,
    )
    .replace(/\bspec\.([a-z_]+(?:\.[a-z_]+)?)/g, (whole, field: string) => FIELDS[field] ?? whole)
    .replace(
      /\b[A-Za-z]+(?:Search|Searches|Evaluations|Events|Trials|Block|Blocks|Model|Trainings?)\b/g,
      (method) => {
        const command = COMMANDS[method.charAt(0).toLowerCase() + method.slice(1)];
        return command === undefined ? method : `\`blockqnn ${command}\``;
      },
    )
    .replace(/\bBLOCKQNN_[A-Z_]+\b(?:=true)?/g, (variable) => {
      const flag = VARIABLES[variable];
      return flag === undefined ? variable : `${flag} (${variable})`;
    });
}
