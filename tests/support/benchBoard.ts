// A board going on with the demo's lung case on the table: ready, with key images in several series, as a meeting finds it. For benches and pictures.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { KeyImage } from '../../src/shared/domain/annotation.ts'
import { type CaseId, newUuid } from '../../src/shared/kit/ids.ts'
import type { BenchWorkstation } from './benchWorkstation.ts'

/** Slices of a series that carry a key image, as shares of its length. */
const PLACES = [0.35, 0.45, 0.55, 0.65]

/** What the demo's lung case lacks for a board: consent and the list of medicines. */
export async function makeReady({ core, client }: BenchWorkstation, caseId: CaseId): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-board-bench-'))
  try {
    const { patient } = (await client.cases.get({ caseId })).reviewCase
    const who = `Paciente: ${patient.givenName} ${patient.familyName}. Fecha de nacimiento: ${patient.birthDate}.`
    writeFileSync(join(folder, 'consentimiento.txt'), `Consentimiento informado\n${who}\nConsiento la segunda opinión a distancia y el tratamiento de mis datos.`)
    writeFileSync(join(folder, 'medicacion.txt'), `Lista de medicación y plan de tratamiento actual\n${who}\nParacetamol 1 g cada 8 horas.`)
    const { jobId } = await core.work().bundles.importPath(folder, { caseId })
    for await (const { state } of await client.jobs.watch({ jobId })) if (state === 'failed') throw new Error('the import failed')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Key images in the series of CT that have slices enough, one series after the other and again. @returns how many */
export async function markKeyImages({ core, client }: BenchWorkstation, caseId: CaseId): Promise<number> {
  const { rooms, session } = core.work()
  const { id: author, name: authorName } = session.user
  const at = new Date().toISOString()
  let count = 0
  for (const share of PLACES)
    for (const { StudyInstanceUID, series } of await client.imaging.studies({ caseId }))
      for (const { SeriesInstanceUID, Modality, stacks } of series) {
        const slices = stacks[0]?.SOPInstanceUIDs ?? []
        const SOPInstanceUID = slices[Math.floor(slices.length * share)]
        if (Modality !== 'CT' || slices.length < 20 || !SOPInstanceUID) continue
        const room = roomName({ kind: 'studyAnnotations', caseId, study: StudyInstanceUID })
        const origin = { actorId: author, room, tool: 'bench' }
        const anchor = { kind: 'image', StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame: 1, FrameOfReferenceUID: null, view: null }
        const mark = KeyImage.parse({ id: newUuid(Date.now()), author, authorName, createdAt: at, changedAt: at, type: 'keyImage', anchor, label: `Key image ${count + 1}`, note: '' })
        await rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, mark))
        count += 1
      }
  return count
}

/** The caller chairs; the case is on the table. @returns the meeting's id */
export async function beginBoard({ client }: BenchWorkstation, caseId: CaseId, startsAt = new Date().toISOString()): Promise<string> {
  const { meetingId } = await client.board.open({ title: 'Thoracic board', startsAt, quorum: [], discipline: 'medicalOncology' })
  await client.board.act({ meetingId, act: { type: 'addCase', caseId, minutes: 12 } })
  await client.board.act({ meetingId, act: { type: 'begin', caseId } })
  return meetingId
}

/** From wherever the page is to the desk of the only meeting. */
export async function enterDesk(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (const key of ['g', 'b']) await page.keyboard.press(key)
  await page.locator('.b-meeting').click()
  // The case stands there, and not the cover that comes before it: keys walk it from now on.
  await page.locator('.b-twin [aria-current="step"]').waitFor()
}
