/**
 * `check-dependencies.js [FOLDER]`: applies the rules of .dependency-cruiser.cjs to the repository, or to
 * a folder laid out like it. Fails too where it saw no module of a package: then it looked in vain.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

process.chdir(process.argv[2] ?? fileURLToPath(new URL('../../', import.meta.url)));
const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const { output } = await cruise(['libs', 'services', 'test'], {
  ...options,
  ruleSet: { forbidden },
  validate: true,
});
const sources = output.modules.map((module) => module.source);
const packages = ['libs', 'services'].flatMap((folder) =>
  readdirSync(folder).map((name) => `${folder}/${name}`),
);
const unseen = packages.filter((name) => !sources.some((source) => source.startsWith(`${name}/src/`)));

for (const { rule, from, to } of output.summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
for (const name of unseen) console.error(`no module of ${name} was seen`);
console.log(`${output.summary.totalCruised} modules, ${output.summary.totalDependenciesCruised} imports`);
if (output.summary.violations.length > 0 || unseen.length > 0) process.exitCode = 1;
