// Two thousand measurements in one case: frames of the page while one more is drawn, against the same stroke in the same case without any.
import type { Page } from '@playwright/test'
import { saveAnnotation } from '../../src/shared/casedoc/edit.ts'
import { roomName } from '../../src/shared/casedoc/layout.ts'
import { Measurement } from '../../src/shared/domain/annotation.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { openCase, type OpenedProduct, openProduct, waitForPicture } from '../support/benchBrowser.ts'
import { installProbe } from '../support/benchPixels.ts'
import { type PreparedStore, prepareStore } from '../support/benchStore.ts'
import { openBenchWorkstation } from '../support/benchWorkstation.ts'

export const names = ['measurements2000']

const MARKS = 2000
const RUNS = 7
const GOAL_SHARE = 0.99

export async function bench(): Promise<BenchResult[]> {
  const [full, bare] = [await prepareStore(), await prepareStore()]
  await drawMany(full)
  const [many, none] = [await openImages(full, MARKS), await openImages(bare, 0)]
  try {
    const drawn: number[] = []
    const without: number[] = []
    for (let run = 0; run < RUNS; run++) {
      without.push(await framesWhileDrawing(none.page))
      drawn.push(await framesWhileDrawing(many.page))
    }
    const value = median(drawn)
    const share = Number((value / median(without)).toFixed(2))
    return [{ name: 'measurements2000', value: Number(value.toFixed(1)), unit: 'frames/s', spread: Number(spread(drawn).toFixed(1)), against: 'the same stroke in the same case without marks', ratio: share, goal: `ratio ≥ ${GOAL_SHARE}`, ok: share >= GOAL_SHARE }]
  } finally {
    await many.close()
    await none.close()
    full.remove()
    bare.remove()
  }
}

async function openImages({ directory }: PreparedStore, marks: number): Promise<OpenedProduct> {
  const product = await openProduct(directory)
  const { page } = product
  await openCase(page, 'QUIROGA', 'imaging')
  await waitForPicture(page)
  if (marks > 0) await page.waitForFunction((count) => document.querySelector('.i-panel')?.textContent?.includes(String(count)), marks)
  await installProbe(page)
  // The first stroke of a session asks for parts of the program that are not there yet.
  await framesWhileDrawing(page)
  return product
}

/** Spread over all slices of the chest CT of October, as a reader of a screening study leaves them. */
async function drawMany({ directory, caseId }: PreparedStore): Promise<void> {
  const station = await openBenchWorkstation({ directory, quickPassphrase: true })
  try {
    await station.unlock()
    const { rooms, session, imaging } = station.core.work()
    const study = imaging.studies({ caseId }).toSorted((a, b) => ((a.studyDate ?? '') < (b.studyDate ?? '') ? 1 : -1))[0]
    const series = study?.series.filter(({ Modality }) => Modality === 'CT').toSorted((a, b) => b.instances - a.instances)[0]
    if (!study || !series) throw new Error('the demo has no CT')
    const { instances } = imaging.series({ caseId, StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID })
    const room = roomName({ kind: 'studyAnnotations', caseId, study: study.StudyInstanceUID })
    const origin = { actorId: session.user.id, room, tool: 'bench' }
    const at = '2026-11-22T10:00:00Z'
    await rooms.edit(room, origin, (doc) => {
      const already = MARKS - [...doc.getMap('annotations').keys()].length
      for (let n = 0; n < already; n++) {
        const image = instances[n % instances.length]
        if (!image) continue
        const x = 60 + ((n * 37) % 300)
        const y = 60 + ((n * 53) % 300)
        saveAnnotation(doc, origin, Measurement.parse({
          id: newUuid(Date.now() + n), author: session.user.id, authorName: session.user.name, createdAt: at, changedAt: at, type: 'measurement', label: `M${n}`, values: ['21.0'], spacingSource: 'pixelSpacing', note: '',
          anchor: { kind: 'image', StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID, SOPInstanceUID: image.SOPInstanceUID, frame: 1, FrameOfReferenceUID: image.FrameOfReferenceUID, view: null },
          shape: { type: 'length', points: { pixels: [[x, y], [x + 30, y]], patient: null } },
        }))
      }
    })
  } finally {
    await station.stop()
  }
}

/** Draws one length with the mouse while every animation frame is counted. @returns frames a second */
async function framesWhileDrawing(page: Page): Promise<number> {
  const viewer = page.locator('[data-viewer="imaging"]').first()
  await viewer.focus()
  await page.keyboard.press('d')
  const box = await viewer.boundingBox()
  if (!box) throw new Error('no viewer')
  const counting = page.evaluate(async () => {
    const began = performance.now()
    let frames = 0
    while (performance.now() - began < 1500) {
      await window.benchProbe.frame()
      frames++
    }
    return frames / ((performance.now() - began) / 1000)
  })
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.7, { steps: 40 })
  await page.mouse.up()
  const rate = await counting
  await viewer.focus()
  await page.keyboard.press('Delete')
  return rate
}
