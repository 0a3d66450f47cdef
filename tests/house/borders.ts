// Who may import whom (docs/house.md): the table as dependency-cruiser rules. Types count as imports.
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'

const no = (name: string, from: string | [string, string], to: string | [string, string]): IForbiddenRuleType => {
  const side = (pattern: string | [string, string]) =>
    typeof pattern === 'string' ? { path: pattern } : { path: pattern[0], pathNot: pattern[1] }
  return { name, severity: 'error', from: side(from), to: side(to) }
}

/** One importer per engine: package pattern and the only folders that may name it. */
const ENGINES: readonly [string, string][] = [
  ['pdfjs-dist', '^src/renderer/viewers/pdf/|^src/main/core/jobs/tasks/'],
  ['@cornerstonejs/core', '^src/renderer/viewers/dicom/'],
  ['better-sqlite3', '^src/main/core/storage/'],
  ['@hocuspocus/server', '^src/shared/node/durableRooms'],
  ['@hocuspocus/provider', '^src/renderer/data/|^src/renderer/editor/|^src/main/core/sync/'],
  ['@tiptap/', '^src/renderer/editor/'],
  ['pdfkit', '^src/main/core/jobs/tasks/|^src/main/core/reports/|^src/main/core/demo/|^src/main/core/signoff/'],
  ['yauzl', '^src/main/core/bundles/|^src/main/core/jobs/'],
  ['kysely', '^src/server/storage/|^src/server/'],
]

const engine = ([name, importers]: [string, string]): IForbiddenRuleType =>
  no(`one-importer:${name}`, ['^src/', importers], `(^|/)node_modules/${name}`)

export const RULES: IForbiddenRuleType[] = [
  { name: 'no-cycle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  { name: 'no-unresolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true, pathNot: '\\?|^electron$' } },
  { name: 'shared-is-pure', severity: 'error', from: { path: '^src/shared/', pathNot: '^src/shared/node/' }, to: { dependencyTypes: ['core'] } },
  no('shared-imports-only-shared', '^src/shared/', ['^src/', '^src/shared/']),
  no('pure-shared-not-node-tools', ['^src/shared/', '^src/shared/node/'], '^src/shared/node/'),
  no('kit-is-lowest', '^src/shared/kit/', ['^src/', '^src/shared/kit/']),
  no('domain-is-low', '^src/shared/domain/', ['^src/', '^src/shared/(domain|kit)/']),
  no('domain-knows-no-engine', '^src/shared/domain/', '(^|/)node_modules/(?!zod/)'),
  no('contract-has-no-implementation', '^src/shared/contract/', ['^src/', '^src/shared/(contract|domain|bundle|kit)/']),
  no('casedoc-knows-no-contract', '^src/shared/casedoc/', ['^src/', '^src/shared/(casedoc|domain|kit)/']),
  no('electron-only-in-its-host', ['^src/', '^src/main/hosts/electron/|^src/preload/'], '(^|/)node_modules/electron/|^electron$'),
  no('core-knows-no-host', '^src/main/core/', ['^src/', '^src/(shared|main/core)/']),
  no('procedures-translate-only', '^src/main/procedures/', ['^src/', '^src/(shared/(contract|domain|kit|bundle)|main/(core|procedures))/']),
  no('procedures-no-storage', '^src/main/procedures/', '^src/main/core/storage/|(^|/)node_modules/better-sqlite3'),
  no('hosts-do-not-meet', '^src/main/hosts/electron/', '^src/main/hosts/(browser|cli)/'),
  no('hosts-do-not-meet-back', '^src/main/hosts/(browser|cli)/', '^src/main/hosts/electron/'),
  no('renderer-is-sandboxed', '^src/renderer/', '^src/(main|server|preload)/'),
  { name: 'renderer-no-node', severity: 'error', from: { path: '^src/renderer/' }, to: { dependencyTypes: ['core'] } },
  no('renderer-no-node-tools', '^src/renderer/', '^src/shared/node/'),
  {
    name: 'features-do-not-meet',
    severity: 'error',
    from: { path: '^src/renderer/features/([^/]+)/' },
    to: { path: '^src/renderer/features/([^/]+)/', pathNot: '^src/renderer/features/$1/' },
  },
  no('viewers-know-no-feature', '^src/renderer/viewers/', '^src/renderer/(features|data|app)/'),
  no('editor-knows-no-feature', '^src/renderer/editor/', '^src/renderer/(features|app)/'),
  no('data-knows-no-feature', '^src/renderer/data/', '^src/renderer/(features|viewers|editor|app)/'),
  no('ui-is-low', '^src/renderer/(ui|i18n)/', '^src/renderer/(features|viewers|editor|app|data)/'),
  no('preload-is-a-port', '^src/preload/', ['^src/', '^src/(preload|shared/contract)/']),
  no('server-is-separate', '^src/server/', ['^src/', '^src/(server|shared)/']),
  no('nobody-imports-the-server', ['^src/', '^src/server/'], '^src/server/'),
  no('src-never-imports-tests', '^src/', '^tests/'),
  ...ENGINES.map(engine),
]

/** @param baseDir folder with `src` inside: the project, or a planted copy of its shape */
export async function cruiseBorders(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], {
    baseDir,
    ruleSet: { forbidden: RULES },
    validate: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  })
  if (typeof output === 'string') throw new Error('expected a result object')
  return output
}
