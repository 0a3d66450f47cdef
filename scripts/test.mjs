// `npm test`: types, lint, all test projects, build, journeys in a real browser. Every step is run and named; the last line is the sum.
import process from 'node:process'
import { requireNode24 } from './node24.mjs'

await requireNode24()
const { mkdirSync, readFileSync, rmSync } = await import('node:fs')
const { join } = await import('node:path')
const { commandOf, ROOT, runNode, secondsSince } = await import('./run.mjs')

const PROJECTS = ['house', 'unit', 'contract', 'collab', 'durability']
const results = join(ROOT, 'test-results')
const vitestReport = join(results, 'vitest.json')
const journeysReport = join(results, 'journeys.json')

const failedSteps = []
const sum = { passed: 0, failed: 0, skipped: 0 }

async function step(name, run) {
  const since = performance.now()
  process.stdout.write(`\n== ${name}\n`)
  const ok = await run()
  process.stdout.write(`== ${name}: ${ok ? 'ok' : 'FAILED'} (${secondsSince(since)} s)\n`)
  if (!ok) failedSteps.push(name)
  return ok
}

const tool = async (args, env) => (await runNode(args, { env })).code === 0

/** Reads a report; a step that wrote none, or that ran no test at all, has failed whatever its exit code. */
function count(file, read) {
  try {
    const { passed, failed, skipped } = read(JSON.parse(readFileSync(file, 'utf8')))
    sum.passed += passed
    sum.failed += failed
    sum.skipped += skipped
    return { ok: passed > 0 && failed === 0, counted: failed > 0 }
  } catch {
    return { ok: false, counted: false }
  }
}

async function counted(run, file, read) {
  const ok = await run
  const report = count(file, read)
  if (!(ok && report.ok) && !report.counted) sum.failed += 1
  return ok && report.ok
}

async function uncounted(run) {
  const ok = await run
  if (!ok) sum.failed += 1
  return ok
}

mkdirSync(results, { recursive: true })
for (const report of [vitestReport, journeysReport]) rmSync(report, { force: true })

await step('types', () => uncounted(tool([join(ROOT, 'scripts/typecheck.mjs')])))
await step('lint', () => uncounted(tool([commandOf('@biomejs/biome', 'biome'), 'lint', '--error-on-warnings', '.'])))
await step('dead exports', () => uncounted(tool([commandOf('knip', 'knip'), '--no-progress'])))
await step('tests', () =>
  counted(
    tool([
      commandOf('vitest'),
      'run',
      ...PROJECTS.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
    ]),
    vitestReport,
    (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }),
  ),
)
const built = await step('build', () => uncounted(tool([join(ROOT, 'scripts/build.mjs')])))
if (built) {
  await step('journeys', () =>
    counted(
      tool([commandOf('@playwright/test', 'playwright'), 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: journeysReport }),
      journeysReport,
      ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
    ),
  )
}

if (sum.skipped > 0) process.stdout.write(`\n${sum.skipped} skipped\n`)
if (failedSteps.length > 0) process.stdout.write(`\nFailed steps: ${failedSteps.join(', ')}\n`)
process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`)
process.exit(failedSteps.length > 0 || sum.failed > 0 ? 1 : 0)
