// A key image in print, read back by poppler: what was drawn on its slice stands where the geometry of the frame says, turned as its reader had turned it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonicalReport, canonicalText } from '#shared/casedoc/canonical.ts'
import { setNarrative } from '#shared/casedoc/edit.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import type { PictureTurn } from '#shared/domain/pictureTurn.ts'
import { Proof } from '#shared/domain/report.ts'
import { composeReport } from '../../../../../../src/main/core/reports/pdf/composeReport.ts'
import { placeOn, type ProofRaster } from '../../../../../../src/main/core/reports/pdf/proofRaster.ts'
import { doctor, evidence, lungFacts, studies } from '../../../../../support/reports/lungCase.ts'
import { pdfPages } from '../../../../../support/reports/pdfText.ts'
import { hasProgram, run } from '../../../../../support/reports/programs.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const instant = '2026-11-21T10:00:00.000Z'
const MAY = studies()[0]!.StudyInstanceUID
const authored = { author: doctor.id, authorName: doctor.name, createdAt: instant, changedAt: instant }
const TURN: PictureTurn = { rotation: 90, flipHorizontal: true, flipVertical: false }
const view = { windowCenter: 40, windowWidth: 400, zoom: 1.5, fit: 2, centre: [1, 2, 3], invert: false, turn: TURN }
const anchor = { kind: 'image', StudyInstanceUID: MAY, SeriesInstanceUID: `${MAY}.1`, SOPInstanceUID: `${MAY}.1.77`, frame: 1, FrameOfReferenceUID: `${MAY}.9`, view }
const mark = (n: number, label: string, more: object = {}) =>
  Annotation.parse({
    ...authored, type: 'measurement', id: uuid(700 + n), anchor: { ...anchor, view: null }, label, values: ['100.0'], spacingSource: 'pixelSpacing', note: '',
    shape: { type: 'rectangle', points: { pixels: [[180, 250], [240, 300]], patient: null } }, ...more,
  })
const keyImage = Annotation.parse({ ...authored, type: 'keyImage', id: uuid(790), anchor, label: 'Imagen clave', note: '' })
const proof = Proof.parse({ annotationId: keyImage.id, kind: 'keyImage', label: 'Imagen clave', anchor })

function content(annotations: readonly Annotation[]) {
  const facts = lungFacts({ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Control' }, { type: 'proof', proof }] }]) }, { annotations: [...evidence().annotations, keyImage, ...annotations] })
  return CanonicalReport.parse(JSON.parse(canonicalText(canonicalReport(facts))))
}
const keyProof = (report: CanonicalReport) => report.proofs.find(({ kind }) => kind === 'keyImage')!

test('the signed content of a key image says what was seen: part, turn, and what was drawn on its slice and not hidden', () => {
  const R1 = mark(1, 'R1')
  const report = content([R1, mark(2, 'hidden', { hidden: true }), mark(3, 'other', { anchor: { ...anchor, view: null, SOPInstanceUID: `${MAY}.1.78` } }), mark(4, 'plane', { plane: { normal: [0, 1, 0], right: [1, 0, 0] } })])
  expect(keyProof(report)).toMatchObject({ anchor: { view: { fit: '2', turn: TURN } } })
  expect(keyProof(report).marks?.map(({ label, type, pixels }) => [label, type, pixels])).toEqual([['R1', 'rectangle', [['180', '250'], ['240', '300']]]])
  // A measurement is shown around itself, and an older key image says no more than it did.
  expect(report.proofs.filter(({ kind }) => kind === 'measurement').every(({ anchor: at, marks }) => at.kind === 'image' && at.view?.fit === undefined && marks === undefined)).toBe(true)
  expect(Object.keys(keyProof(content([])))).not.toContain('marks')
})

/** Nothing else on the page is magenta, nothing else is of the colour of marks. */
const raster = (number: number): ProofRaster => {
  const [width, height] = [228, 150]
  return { number, width, height, channels: 3, samples: Uint8Array.from({ length: width * height * 3 }, (_, n) => (n % 3 === 1 ? 0 : 160)), region: { column: 150, row: 200, columns: 150, rows: 228 }, turn: TURN }
}
const isPicture = (r: number, g: number, b: number) => r > 120 && g < 60 && b > 120
const isLine = (r: number, g: number, b: number) => r > 220 && g > 170 && g < 235 && b < 150

type Box = { left: number; top: number; right: number; bottom: number }

/** Extent of the pixels of a kind on a page that poppler has drawn (PPM, P6). */
function extent(page: Buffer, within: Box | null, is: (r: number, g: number, b: number) => boolean): (Box & { count: number }) | null {
  const [, width = 0] = (/^P6\s(\d+)\s(\d+)\s255\s/u.exec(page.subarray(0, 40).toString('latin1')) ?? []).map(Number)
  const start = /^P6\s\d+\s\d+\s255\s/u.exec(page.subarray(0, 40).toString('latin1'))![0].length
  const found = { left: Number.POSITIVE_INFINITY, top: Number.POSITIVE_INFINITY, right: -1, bottom: -1, count: 0 }
  for (let at = start, n = 0; at + 2 < page.length; at += 3, n++) {
    const [x, y] = [n % width, Math.floor(n / width)]
    if (within && (x < within.left || x > within.right || y < within.top || y > within.bottom)) continue
    if (!is(page[at]!, page[at + 1]!, page[at + 2]!)) continue
    found.left = Math.min(found.left, x)
    found.right = Math.max(found.right, x)
    found.top = Math.min(found.top, y)
    found.bottom = Math.max(found.bottom, y)
    found.count++
  }
  return found.count > 0 ? found : null
}

test('the coloured lines of the marks are printed where the turned frame has them', async ({ skip }) => {
  if (!hasProgram('pdftoppm')) return skip('poppler is not installed: nobody else has looked at the page')
  // Without a label the lines are all there is of this colour.
  const report = content([mark(1, '', { shape: { type: 'arrow', points: { pixels: [[180, 250], [240, 300]], patient: null } }, values: [], spacingSource: 'none' })])
  const { number } = keyProof(report)
  const { pdf } = await composeReport({ report, contentHash: 'a'.repeat(64), rasters: [raster(number)], signature: null })
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'report.pdf'), pdf)
  expect(run('pdftoppm', '-r', '200', join(folder, 'report.pdf'), join(folder, 'page')).status).toBe(0)
  const pages = readdirSync(folder).filter((name) => name.endsWith('.ppm')).sort().map((name) => readFileSync(join(folder, name)))
  const shown = pages.flatMap((page) => {
    const picture = extent(page, null, isPicture)
    return picture && picture.bottom - picture.top < 250 ? [{ page, picture }] : []
  })
  expect(shown.length).toBeGreaterThan(0)
  const [{ page, picture }] = shown as [(typeof shown)[number]]
  const line = extent(page, picture, isLine)
  const [a, b] = [placeOn(raster(number), [180, 250]), placeOn(raster(number), [240, 300])]
  // Turned by a quarter after a flip, by hand: across = 1 - (row - 199.5) / 228, down = 1 - (column - 149.5) / 150.
  expect([...a, ...b].map((share) => Number(share.toFixed(4)))).toEqual([0.7785, 0.7967, 0.5592, 0.3967])
  const [width, height] = [picture.right - picture.left, picture.bottom - picture.top]
  const expected = { left: picture.left + b[0] * width, right: picture.left + a[0] * width, top: picture.top + b[1] * height, bottom: picture.top + a[1] * height }
  for (const side of ['left', 'right', 'top', 'bottom'] as const) expect(Math.abs((line?.[side] ?? Number.NaN) - expected[side]), side).toBeLessThan(4)
  expect(extent(page, { ...picture, right: picture.left + width * 0.45 }, isLine)).toBeNull()
})

test('the label of a mark stands in the picture; without marks the print has no such words', async () => {
  const words = async (annotations: readonly Annotation[]) => {
    const report = content(annotations)
    return (await pdfPages((await composeReport({ report, contentHash: 'a'.repeat(64), rasters: [raster(keyProof(report).number)], signature: null })).pdf)).join(' ')
  }
  expect(await words([mark(1, 'R1')])).toMatch(/R1 100,0/u)
  expect(await words([])).not.toMatch(/R1 100,0/u)
})
