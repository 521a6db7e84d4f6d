/** Which way imports may point; the map is in ARCHITECTURE.md. `npm run check` applies the rules. */

/** A dependency on an npm package: matched by its folder, or by its name where it is not installed. */
const npm = (names) => `(^|node_modules/)(${names})(/|$)`;

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-circle', 'Modules that need each other are one module.', {}, { circular: true }),
    rule(
      'resolvable',
      'An import that resolves to nothing hides from every other rule.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'libraries-know-no-services',
      'Libraries serve services, never the other way round.',
      { path: '^libs/' },
      { path: '^services/' },
    ),
    rule(
      'services-know-no-services',
      'Services meet over gRPC and NATS; only the standalone service puts them together.',
      { path: '^services/([^/]+)/', pathNot: '^services/standalone/' },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'pure-libraries-use-no-node-module',
      'nsc, search, network and analysis compute; nsc hashes, and that is all.',
      { path: '^libs/(nsc|search|network|analysis)/src/' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    rule(
      'pure-libraries-use-no-io-package',
      'nsc, search, network and analysis need each other, schemas, random numbers and statistics, nothing else.',
      { path: '^libs/(nsc|search|network|analysis)/src/' },
      { pathNot: ['^libs/(nsc|search|network|analysis)/', npm('zod|pure-rand|jstat'), '^(node:)?crypto$'] },
    ),
    rule(
      'generated-types-stay-in-api',
      'Everybody else uses what api exports.',
      { pathNot: '^libs/api/' },
      { path: '^libs/api/src/generated/' },
    ),
    rule(
      'tfjs-stays-in-training',
      'Engines are the only code that computes with tensors; tests may load exported models.',
      { pathNot: ['^libs/training/', '/test/', '^test/'] },
      { path: npm('@tensorflow') },
    ),
    rule(
      'drawing-stays-in-plots',
      'Everybody else gives data and takes a figure.',
      { pathNot: '^libs/plots/' },
      { path: npm('vega|vega-lite|@hpcc-js|@resvg') },
    ),
    rule(
      'plots-are-loaded-when-drawn',
      'They take longer to load than the whole command; types cost nothing.',
      { path: '^(libs|services)/[^/]+/src/', pathNot: '^libs/plots/' },
      { path: '^libs/plots/', dynamic: false, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'packages-are-entered-by-the-front-door',
      'Another package is imported by its name, never through its files.',
      { path: '^(libs|services)/([^/]+)/' },
      { path: '^(libs|services)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    ),
    rule(
      'sources-know-no-tests',
      'What ships does not depend on what checks it.',
      { path: '^(libs|services)/[^/]+/src/' },
      { path: ['^test/', '^(libs|services)/[^/]+/(test|bench)/'] },
    ),
    rule(
      'files-are-named-by-a-concept',
      'A file called utils gathers what belongs nowhere.',
      {},
      { path: '(^|/)(utils|helpers|common|misc)(/|\\.ts$)', pathNot: 'node_modules' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
    },
  },
};
