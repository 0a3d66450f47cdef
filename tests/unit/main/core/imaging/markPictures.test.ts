// The picture behind a proof chip, from a real case with real pixels in a worker: PNG read back by its own chunks (PNG specification).
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { drawOnRaster } from '../../../../../src/main/core/imaging/drawOnRaster.ts'
import { createMarkPictures } from '../../../../../src/main/core/imaging/markPictures.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { openMarkedCase } from '../../../../support/ownMarks.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const STUDY = '2.25.100'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function openPictures() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const marked = await openMarkedCase(clinic, join(temporaryFolder(), 'images'))
  const ports = { rooms: marked.rooms, imaging: clinic.imaging, log }
  const pictures = createMarkPictures({ session: { db: clinic.db, user: clinic.user }, ...ports })
  const stranger = createMarkPictures({ session: { db: clinic.db, user: { ...clinic.user, id: '01936a00-0000-7000-8000-0000000000ee' as typeof clinic.user.id } }, ...ports })
  const pixels = async (id: string) => {
    const found = await pictures.open(STUDY, marked.caseId, id)
    return found ? greysOf(Buffer.concat(await found.reader.stream(0, found.reader.bytes).toArray())) : null
  }
  return { marked, pictures, stranger, pixels }
}

/** An 8-bit grey PNG without filters: 420 by 276, a filter byte before each row. */
function greysOf(png: Buffer): number[] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([420, 276, 8, 0])
  const at = png.indexOf('IDAT')
  const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  return [...lines].filter((_, n) => n % 421 !== 0)
}
const white = (greys: readonly number[] | null) => (greys ?? []).filter((grey) => grey === 255).length

test('a measurement shows its slice with its lines; a key image the same slice with everything measured there', async () => {
  const { marked, pixels } = await openPictures()
  const { T1, E1, P1, key } = marked.marks
  const before = await pixels(T1.id)
  expect(white(before)).toBeGreaterThan(200)
  expect(white(await pixels(E1.id))).toBeGreaterThan(200)
  // Drawn on another plane: the slice, without lines that are not on it.
  expect(white(await pixels(P1.id))).toBeLessThan(white(before))
  expect(white(await pixels(key.id))).toBeGreaterThan(200)
}, 30_000)

test('nobody else, no other mark and no other case gets a picture', async () => {
  const { marked, pictures, stranger } = await openPictures()
  const { T1 } = marked.marks
  expect(await stranger.open(STUDY, marked.caseId, T1.id)).toBeUndefined()
  expect(await pictures.open(STUDY, '01936a00-0000-7000-8000-0000000000ff', T1.id)).toBeUndefined()
  expect(await pictures.open('2.25.999', marked.caseId, T1.id)).toBeUndefined()
  expect(await pictures.open(STUDY, marked.caseId, '01936a00-0000-7000-8000-0000000000ff')).toBeUndefined()
  expect(await pictures.open(STUDY, '..', T1.id)).toBeUndefined()
}, 30_000)

test('a line lies on the pixels of the frame it was drawn on, white inside black', () => {
  // 10 by 10 pixels shown 10 times as large: from the middle of pixel (2, 5) to that of (7, 5).
  const samples = new Uint8Array(100 * 100).fill(128)
  drawOnRaster({ number: 1, width: 100, height: 100, channels: 1, samples, region: { column: 0, row: 0, columns: 10, rows: 10 } }, [{ points: [[2, 5], [7, 5]], isShortAxis: false }])
  const at = (x: number, y: number) => samples[y * 100 + x]
  expect([at(25, 55), at(50, 55), at(74, 55)]).toEqual([255, 255, 255])
  expect([at(50, 53), at(50, 50), at(20, 55), at(80, 55)]).toEqual([0, 128, 128, 128])
})
