// An index row and its series' form together are what was filed, however much or little the objects have in common.
import { afterEach, expect, test } from 'vitest'
import { readHeader } from '../../../../../src/main/core/imaging/dicom/readHeader.ts'
import { type FiledInstance, listInstances, putInstance, rebuildStudy } from '../../../../../src/main/core/imaging/imagingStore.ts'
import type { Database } from '../../../../../src/main/core/storage/handles.ts'
import { fileCases } from '../../../../support/benchCases.ts'
import { openBenchWorkstation, temporaryStore } from '../../../../support/benchWorkstation.ts'
import { slice, type SliceOptions } from '../../../../support/dicomFile.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function newCase(): Promise<{ db: Database; caseId: string }> {
  const { directory, remove } = temporaryStore()
  const station = await openBenchWorkstation({ directory, quickPassphrase: true })
  open.push(async () => {
    await station.stop()
    remove()
  })
  await station.signUp()
  const [caseId = ''] = fileCases(station, 1)
  return { db: station.core.work().session.db, caseId }
}

function filed(options: SliceOptions, n: number, changed: Partial<FiledInstance['object']> = {}): FiledInstance {
  const reading = readHeader(slice(options))
  if (reading.kind !== 'object') throw new Error('the slice was not understood')
  const sha256 = String(n).padStart(64, '0')
  const stated = { familyName: 'Ruiz', givenName: null, birthDate: null, sex: null, identifier: null }
  return { sha256, framesSha256: sha256, object: { ...reading.object, ...changed }, check: { verdict: n === 3 ? 'probable' : 'match', differing: [], stated } }
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('what comes back is what was filed, field for field: alike, unlike, without pixels, with a field that the others lack', async () => {
  const { db, caseId } = await newCase()
  const made = [1, 2, 3, 4].map((n) => filed({ number: n }, n))
  const [first] = made
  if (!first?.object.image) throw new Error('a slice without an image')
  const one = first.object
  const more = [
    filed({ number: 5 }, 5, { SOPInstanceUID: '2.25.5', image: null, frames: null, displayable: false }),
    filed({ number: 6 }, 6, { SOPInstanceUID: '2.25.6', image: { ...first.object.image, SOPInstanceUID: '2.25.6' as never, presented: true } }),
    filed({ number: 7 }, 7, { SOPInstanceUID: '2.25.7', PatientName: null, study: { ...one.study, StudyDescription: 'Ñandú "quoted" 漢字' } }),
  ]
  const all = [...made.map((instance, i) => ({ ...instance, object: { ...instance.object, SOPInstanceUID: `2.25.${i + 1}` } })), ...more]
  db.write((tx) => {
    for (const instance of all.slice(0, 4)) expect(putInstance(tx, caseId, instance)).toBe(true)
  })
  // A second delivery to the same series, and the same object again.
  db.write((tx) => {
    for (const instance of all.slice(4)) expect(putInstance(tx, caseId, instance)).toBe(true)
    expect(putInstance(tx, caseId, all[0] as FiledInstance)).toBe(false)
    rebuildStudy(tx, caseId, one.study.StudyInstanceUID)
  })
  const back = db.read((r) => listInstances(r, caseId))
  expect(asJson(back)).toEqual(asJson(all))
  const bytes = db.read((r) => r.all<{ n: number }>('SELECT length(header) + length(image) + length(identity) AS n FROM instance WHERE image IS NOT NULL ORDER BY sop_uid'))
  const whole = JSON.stringify(one).length
  // The second of a series keeps a fraction: this is what makes an index quick to write.
  expect(bytes[1]?.n).toBeLessThan(whole / 3)
}, 60_000)

test('a row that was filed whole, before forms, is read as it is', async () => {
  const { db, caseId } = await newCase()
  const instance = filed({}, 1)
  db.write((tx) => {
    putInstance(tx, caseId, instance)
    const { image, frames: _, ...header } = instance.object
    tx.run('UPDATE instance SET header = ?, image = ?, identity = ?, form = NULL', [JSON.stringify(header), JSON.stringify(image), JSON.stringify(instance.check)])
    tx.run('DELETE FROM instance_form')
  })
  expect(asJson(db.read((r) => listInstances(r, caseId)))).toEqual(asJson([instance]))
})
