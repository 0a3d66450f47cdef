// The sample PDFs through the real import and the real readers: every file is taken in or told with a code, with the pages that poppler counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run as readText } from '../../src/main/core/jobs/tasks/readDocumentText.ts'
import { run as readOwnMarks } from '../../src/main/core/jobs/tasks/readOwnMarks.ts'
import { TaskRefusal } from '../../src/main/core/jobs/task.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'

const folder = join(import.meta.dirname, '../../../shared/samples/pdf')
const isThere = existsSync(folder)
if (!isThere) test.skip('samples are not beside the project: nothing was checked', () => {})
const here = test.runIf(isThere)

const files = isThere ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : []

/** Pages as poppler counts them; null where it cannot open the file, or is not installed. */
function popplerPages(name: string): number | null {
  const { stdout, status } = spawnSync('pdfinfo', [join(folder, name)], { encoding: 'utf8' })
  return status === 0 ? Number(/^Pages:\s+(\d+)$/mu.exec(stdout)?.[1] ?? Number.NaN) : null
}

here('every sample PDF is a document of the case, or told with a code; nothing is lost and nothing is run', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'consilium-pdfs-'))
  const clinic = openIntakeClinic(directory)
  onTestFinished(async () => {
    await clinic.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const result = await clinic.takeIn(folder)
  const told = new Map(result.items.map(({ name, outcome, code }) => [name.split('/').at(-1), { outcome, code }]))
  const documents = new Map((result.caseId ? clinic.cases.documents({ caseId: result.caseId }) : []).map((document) => [document.name, document]))
  expect(files.length).toBe(34)
  for (const name of files) {
    const item = told.get(name)
    const document = documents.get(name)
    expect(item, name).toBeDefined()
    expect(document !== undefined || (item?.code ?? null) !== null, `${name} is neither kept nor told`).toBe(true)
    const pages = popplerPages(name)
    if (document && pages !== null && document.pages !== null) expect([name, document.pages]).toEqual([name, pages])
  }
  // Locked with a password that nobody gave: kept, and asked for when they are opened.
  expect([...documents.values()].filter(({ issues }) => issues.includes('encrypted')).map(({ name }) => name)).toEqual(['bug1782186.pdf', 'issue15893_reduced.pdf', 'issue6010_1.pdf', 'pr6531_1.pdf', 'print_protection.pdf'])
}, 300_000)

here('text and marks of every sample are read, or refused by name', async () => {
  const outcomes: string[] = []
  for (const name of files) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    const { state, pages } = await readText({ bytes: bytes.slice(), mediaType: 'application/pdf' })
    expect(['read', 'noText', 'damaged', 'encrypted', 'locked'], name).toContain(state)
    if (pages.length > 0) outcomes.push(name)
    await readOwnMarks({ bytes: bytes.slice() }).catch((cause: unknown) => {
      if (!(cause instanceof TaskRefusal) && !(cause instanceof Error && /PDF/u.test(cause.name))) throw cause
    })
  }
  expect(outcomes.length).toBeGreaterThan(20)
  const marked = await readOwnMarks({ bytes: new Uint8Array(readFileSync(join(folder, 'annotation-highlight.pdf'))) })
  expect(marked.map(({ shape }) => shape)).toContain('highlight')
}, 300_000)
