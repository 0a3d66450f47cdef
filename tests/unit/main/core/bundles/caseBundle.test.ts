import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { slice } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { checkFhir } from '#core/delivery/fhirChecks.ts'
import { packZip } from '#core/delivery/packZip.ts'
import { unpackZip } from '#core/delivery/unpackZip.ts'
import { documentLoinc, isLoinc } from '#shared/domain/documentLoinc.ts'
import { DOCUMENT_KINDS } from '#shared/domain/sourceDocument.ts'

function aClinic() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  return clinic
}

let made: ReturnType<typeof handOnce> | undefined
const sendersFolder = mkdtempSync(join(tmpdir(), 'consilium-sender-'))
afterAll(async () => {
  await (await made)?.sender.close()
  rmSync(sendersFolder, { recursive: true, force: true })
})

/** The small bundle of five CT images and a letter, described by a person, written as one file. Made once for all tests. */
const handedOn = () => (made ??= handOnce())

async function handOnce() {
  const sender = openIntakeClinic(join(sendersFolder, 'clinic'))
  const { caseId } = await sender.takeIn(writeSmallBundle())
  if (!caseId) throw new Error('nothing came in')
  const [letter] = sender.cases.documents({ caseId })
  if (!letter) throw new Error('no letter')
  sender.documentDesk.describe({ caseId, documentId: letter.id, facts: { kind: 'operationNote', author: 'Dr Laura Gil', institution: 'Hospital General', documentDate: '2026-06-03' } })
  const { exportId, bytes } = sender.bundles.exportCase({ caseId })
  const file = join(sendersFolder, 'case.consilium')
  const content = sender.bundles.openExport(exportId)
  if (!content) throw new Error('not ready')
  await pipeline(content.reader.stream(), createWriteStream(file))
  return { sender, file, bytes, content }
}

/** The same archive with files replaced, added or, by null, taken out. */
async function altered(file: string, change: (files: Map<string, Uint8Array>) => void): Promise<string> {
  const files = await unpackZip(readFileSync(file))
  change(files)
  const changed = join(temporaryFolder(), 'case.consilium')
  writeFileSync(changed, await packZip([...files].map(([name, bytes]) => ({ name, bytes }))))
  return changed
}

const codesOf = (result: { items: readonly { name: string; outcome: string; code: string | null }[] }) => Object.fromEntries(result.items.map(({ name, outcome, code }) => [name, code ?? outcome]))

test('a case handed on comes in elsewhere as it was: request, originals, what was found in them, and where it comes from', async () => {
  const { sender, file, bytes } = await handedOn()
  expect(readFileSync(file)).toHaveLength(bytes)
  const receiver = aClinic()
  const result = await receiver.takeIn(file)
  expect(result).toMatchObject({ state: 'done', documents: 1, images: 5, studies: 1, statements: [{ person: sender.user.name, caseNumber: 'CN-2026-0001', files: 7, refused: 0 }] })
  expect(codesOf(result)).toMatchObject({ 'consilium-bundle.json': 'caseRequest', 'consilium-bundle.sig': 'bundleMetadata', 'case.fhir.json': 'bundleMetadata' })
  const caseId = result.caseId ?? ''
  expect(receiver.cases.documents({ caseId })).toMatchObject([{ name: 'letter.txt', kind: 'operationNote', author: 'Dr Laura Gil', institution: 'Hospital General', documentDate: '2026-06-03' }])
  const [there] = sender.cases.list()
  const [here] = receiver.cases.list()
  const { patient, condition, requestedOn, motives, patientWords, questions, allergies, packId } = there!.reviewCase
  expect(here!.reviewCase).toMatchObject({ patient, condition, requestedOn, motives, patientWords, questions, allergies, packId })
})

test('another unpacker finds the archive whole, and any part of it is the same bytes again', async () => {
  const { file, content } = await handedOn()
  const unzip = spawnSync('unzip', ['-tqq', file])
  if (unzip.error) console.warn('unzip is not on this machine: the archive was not read by another program')
  else expect(unzip.status).toBe(0)
  const whole = readFileSync(file)
  const chunks: Buffer[] = []
  for await (const chunk of content.reader.stream(1000, 4096)) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).equals(whole.subarray(1000, 4096))).toBe(true)
})

test('what is not as it was sealed is refused by name, and the rest comes in', async () => {
  const { file } = await handedOn()
  const changed = await altered(file, (files) => {
    files.set('documents/0001.txt', Buffer.from('Discharge summary. Patient: Ana Ruiz Mora. Nothing was found.'))
    files.set('documents/0002.txt', Buffer.from('Letter put in later. Patient: Ana Ruiz Mora.'))
    files.delete('dicom/study01/series001/000003.dcm')
  })
  const result = await aClinic().takeIn(changed)
  expect(codesOf(result)).toMatchObject({ 'documents/0001.txt': 'hashMismatch', 'documents/0002.txt': 'notInManifest', 'dicom/study01/series001/000003.dcm': 'listedMissing' })
  expect(result).toMatchObject({ documents: 0, images: 4, statements: [{ refused: 3 }] })
})

test('a list with another name in it is not believed: its seal is broken, and its files come in as those of any folder', async () => {
  const { file } = await handedOn()
  const forged = await altered(file, (files) => {
    const text = Buffer.from(files.get('consilium-bundle.json') ?? []).toString('utf8')
    files.set('consilium-bundle.json', Buffer.from(text.replace('"familyName": "Ruiz Mora"', '"familyName": "Lara Soto"')))
  })
  const receiver = aClinic()
  const result = await receiver.takeIn(forged)
  expect(codesOf(result)).toMatchObject({ 'consilium-bundle.json': 'bundleSealBroken' })
  expect(result.statements).toEqual([])
  // Named by its images, not by the forged list.
  expect(receiver.cases.list()[0]?.reviewCase.patient.familyName.toUpperCase()).toBe('RUIZ MORA')
})

test('a bundle of a newer program is refused in whole, an unreadable list is not', async () => {
  const { file } = await handedOn()
  const newer = await altered(file, (files) => files.set('consilium-bundle.json', Buffer.from('{"schema":"consilium-bundle/3","anything":1}')))
  const refused = await aClinic().takeIn(newer)
  expect(refused).toMatchObject({ caseId: null, documents: 0, images: 0 })
  expect(new Set(refused.items.filter(({ outcome }) => outcome === 'rejected').map(({ code }) => code))).toEqual(new Set(['bundleTooNew']))
  const broken = await altered(file, (files) => files.set('consilium-bundle.json', Buffer.from('{"schema":"consilium-bundle/2","files":')))
  expect(codesOf(await aClinic().takeIn(broken))).toMatchObject({ 'consilium-bundle.json': 'bundleInvalid', 'documents/0001.txt': 'document' })
})

test('a bundle of version 1, a request beside files and no list, opens its case as it did; what version 2 lists of the same case says the same of the patient', async () => {
  const first = aClinic()
  const { caseId, items, statements } = await first.takeIn(writeSmallBundle())
  const { sender } = await handedOn()
  expect(items.find(({ name }) => name.endsWith('consilium-request.json'))).toMatchObject({ outcome: 'skipped', code: 'caseRequest' })
  // Nobody sealed it: nothing is said of where it comes from.
  expect(statements).toEqual([])
  const [v1, v2] = [first, sender].map(({ cases }) => cases.list()[0]?.reviewCase)
  expect(v1).toMatchObject({ id: caseId, patient: v2?.patient, condition: v2?.condition, questions: v2?.questions })
})

test('the seal proves nothing about the patient: a foreign image sealed into a bundle is set aside as ever', async () => {
  const folder = writeSmallBundle()
  mkdirSync(join(folder, 'other'))
  writeFileSync(join(folder, 'other/zz.dcm'), slice({ number: 900, instance: '2.25.6.1', patientName: 'LARA SOTO^EVA', birthDate: '19711224' }))
  const sender = aClinic()
  const { caseId, importId, items } = await sender.takeIn(folder)
  const held = items.find(({ outcome }) => outcome === 'quarantined')
  sender.bundles.decide({ caseId: caseId!, importId, itemId: held!.itemId, decision: 'released', reason: 'a test of the receiver' })
  const { exportId } = sender.bundles.exportCase({ caseId: caseId! })
  const file = join(temporaryFolder(), 'case.consilium')
  await pipeline(sender.bundles.openExport(exportId)!.reader.stream(), createWriteStream(file))
  const result = await aClinic().takeIn(file)
  expect(result.items.filter(({ outcome }) => outcome === 'quarantined')).toMatchObject([{ code: 'otherPatient', identity: { verdict: 'mismatch' } }])
})

test('its FHIR description refers only to what it holds, and every file of it names its bytes', async () => {
  const { file } = await handedOn()
  const files = await unpackZip(readFileSync(file))
  const fhir = JSON.parse(Buffer.from(files.get('case.fhir.json') ?? []).toString('utf8'))
  // The document's own rules (Composition first, type document) are not those of a collection.
  expect(checkFhir(fhir).filter(({ code, at }) => code !== 'document' && at !== 'Bundle.type')).toEqual([])
  expect(fhir.entry.map(({ resource }: { resource: { resourceType: string } }) => resource.resourceType)).toEqual(['Patient', 'Practitioner', 'ServiceRequest', 'DocumentReference', 'ImagingStudy', 'Provenance'])
  const document = fhir.entry.find(({ resource }: { resource: { resourceType: string } }) => resource.resourceType === 'DocumentReference').resource
  expect(document).toMatchObject({ type: { coding: [{ system: 'http://loinc.org', code: '11504-8' }] }, content: [{ attachment: { url: 'documents/0001.txt' } }] })
})

test('every LOINC code of a kind has the check digit that LOINC gives it', () => {
  expect([isLoinc('18842-5'), isLoinc('18842-6'), isLoinc('2160-0'), isLoinc('1234')]).toEqual([true, false, true, false])
  const codes = DOCUMENT_KINDS.flatMap((kind) => documentLoinc(kind) ?? [])
  expect(codes.length).toBeGreaterThan(12)
  expect(codes.filter((code) => !isLoinc(code))).toEqual([])
})
