// A view that its reader had turned, written as a presentation state and read again by our reader, over all sixteen turns: every place of the picture comes back where it was seen.
import { expect, test } from 'vitest'
import { encodeFile } from '../../../../../../src/main/core/imaging/dicom/part10.ts'
import { presentationState } from '../../../../../../src/main/core/imaging/objects/presentationState.ts'
import type { ObjectSource } from '../../../../../../src/main/core/imaging/objects/writeObjects.ts'
import { readObject } from '../../../../../../src/main/core/imaging/readable/readObject.ts'
import { KeyImage } from '../../../../../../src/shared/domain/annotation.ts'
import type { ImagingStudy } from '../../../../../../src/shared/domain/imagingStudy.ts'
import type { Patient } from '../../../../../../src/shared/domain/patient.ts'
import { type PictureTurn, turnedPlace } from '../../../../../../src/shared/domain/pictureTurn.ts'
import type { ReadableView } from '../../../../../../src/shared/domain/readableObject.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const source: ObjectSource = {
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [] } as unknown as Patient,
  study: { StudyInstanceUID: '2.25.100', studyDate: '2026-03-12', studyTime: null, AccessionNumber: null, StudyDescription: 'Chest' } as unknown as ImagingStudy,
  imageOf: () => ({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', NumberOfFrames: 1, SeriesInstanceUID: '2.25.200', Rows: 200, Columns: 256, PixelSpacing: [0.8, 0.8] as const }),
  author: 'Okafor^Helen', uuids: [id(50), id(51)], date: '20261122', time: '101500',
}
const TURNS = ([0, 90, 180, 270] as const).flatMap((rotation) => [false, true].flatMap((flipHorizontal) => [false, true].map((flipVertical): PictureTurn => ({ rotation, flipHorizontal, flipVertical }))))

test.each(TURNS)('$rotation°, flips $flipHorizontal and $flipVertical', (turn) => {
  const view = { windowCenter: 40, windowWidth: 400, zoom: 2, fit: 2, centre: null, invert: false, turn }
  const anchor = { kind: 'image', StudyInstanceUID: '2.25.100', SeriesInstanceUID: '2.25.200', SOPInstanceUID: '2.25.1.7', frame: 1, FrameOfReferenceUID: '2.25.300', view }
  const mark = KeyImage.parse({ id: id(3), author: id(9), authorName: 'Okafor^Helen', createdAt: '2026-11-22T10:00:00Z', changedAt: '2026-11-22T10:00:00Z', type: 'keyImage', anchor, label: 'Key image 1', note: '' })
  const object = presentationState(source, mark, [])
  const read = readObject(encodeFile(object!, undefined, 'CONSILIUM')) as ReadableView
  const again: PictureTurn = { rotation: read.rotation, flipHorizontal: read.flip, flipVertical: false }
  for (const place of [[0.25, 0.1], [0.9, 0.3]] as const) expect(turnedPlace(again, place).map((part) => Number(part.toFixed(9)))).toEqual(turnedPlace(turn, place).map((part) => Number(part.toFixed(9))))
  expect(read.area).toEqual([64, 50, 191, 149])
})
