import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { encodeFile, slice, type SliceOptions } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

function aClinic(folder = temporaryFolder()) {
  const clinic = openIntakeClinic(folder)
  let isOpen = true
  const close = async () => {
    if (isOpen) await clinic.close()
    isOpen = false
  }
  onTestFinished(close)
  return { ...clinic, folder, close }
}

function aBundle(files: Record<string, Uint8Array | string>): string {
  const folder = join(temporaryFolder(), 'bundle')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const series = (count: number, options: SliceOptions = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`images/${i + 1}.dcm`, slice({ number: i + 1, instance: `2.25.5.${i + 1}`, ...options })]))
const filesOf = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0)

const request = JSON.stringify({
  schema: 'consilium-request/1',
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: 'HOSP-A', value: '882211' }] },
  packId: 'onc/1',
  policyId: 'insurer-second-opinion',
  condition: 'Lung adenocarcinoma',
  requestedOn: '2026-03-01',
  language: 'es',
  motives: ['chooseOptions'],
  patientWords: 'Quiero saber si la cirugía es necesaria.',
  questions: [{ number: 1, standard: 'surgeryNecessary', text: '', asked: true }],
  allergies: ['penicillin'],
})

test('a bundle with a request opens its case as asked, and every item is accounted for', async () => {
  const { takeIn, cases, imaging } = aClinic()
  const result = await takeIn(aBundle({ 'consilium-request.json': request, 'letter.txt': 'Paciente: Ana Ruiz Mora\nFecha de nacimiento: 08/04/1963\nInforme de alta', empty: '', ...series(4) }))
  expect(result).toMatchObject({ state: 'done', documents: 1, images: 4, studies: 1 })
  expect(result.items.map(({ name, outcome, code }) => [name, outcome, code])).toEqual([
    ['consilium-request.json', 'skipped', 'caseRequest'],
    ['empty', 'skipped', 'emptyFile'],
    ...[1, 2, 3, 4].map((n) => [`images/${n}.dcm`, 'image', null]),
    ['letter.txt', 'document', null],
  ])
  const [line] = cases.list()
  expect(line).toMatchObject({ documents: 1, studies: 1, quarantined: 0, reviewCase: { caseNumber: 'CN-2026-0001', stage: 'intake', packId: 'onc/1', condition: 'Lung adenocarcinoma', allergies: ['penicillin'] } })
  const caseId = line!.reviewCase.id
  expect(cases.documents({ caseId })).toMatchObject([{ name: 'letter.txt', kind: 'dischargeSummary', mediaType: 'text/plain', hasText: true, identity: { verdict: 'probable' } }])
  expect(imaging.studies({ caseId })).toMatchObject([{ studyDate: '2026-03-12', identity: { verdict: 'match' }, series: [{ complete: true, stacks: [{ volume: true, spacingMm: 5 }] }] }])
  expect(cases.events({ caseId }).map(({ at, labelKey }) => [at.slice(0, 10), labelKey])).toEqual([['2026-03-01', 'documentKind.request'], ['2026-03-12', 'imaging'], ['2026-11-22', 'event.imported']])
})

test.each([1, 7, 40])('one foreign image among %i is set aside, and stays out of studies until it is released', async (own) => {
  const { takeIn, cases, imaging, bundles, db } = aClinic()
  const foreign = slice({ number: 900, instance: '2.25.6.1', patientName: 'LARA SOTO^EVA', birthDate: '19711224' })
  const result = await takeIn(aBundle({ 'consilium-request.json': request, ...series(own), 'images/zz.dcm': foreign }))
  const held = result.items.filter(({ outcome }) => outcome === 'quarantined')
  expect(held).toMatchObject([{ name: 'images/zz.dcm', code: 'otherPatient', identity: { verdict: 'mismatch', stated: { familyName: 'LARA SOTO' } }, decision: null }])
  const caseId = result.caseId!
  expect(imaging.studies({ caseId })[0]?.series[0]?.instances).toBe(own)
  expect(cases.get({ caseId }).quarantined).toBe(1)

  const decided = bundles.decide({ caseId, importId: result.importId, itemId: held[0]!.itemId, decision: 'released', reason: 'Name at birth' })
  expect(decided.items.find(({ outcome }) => outcome === 'quarantined')?.decision).toBe('released')
  expect(imaging.studies({ caseId })).toMatchObject([{ identity: { verdict: 'mismatch' }, series: [{ instances: own + 1 }] }])
  expect(cases.get({ caseId }).quarantined).toBe(0)
  expect(() => bundles.decide({ caseId, importId: result.importId, itemId: held[0]!.itemId, decision: 'leftOut', reason: 'again' })).toThrow('NOT_ALLOWED')
  const audited = db.read((r) => r.all<{ event: string }>('SELECT event FROM audit ORDER BY seq')).map(({ event }) => event)
  expect(audited).toEqual(['bundle.importStarted', 'bundle.imported', 'bundle.quarantineDecided'])
})

test('an item left out stays out, with its reason', async () => {
  const { takeIn, bundles, imaging, db } = aClinic()
  const result = await takeIn(aBundle({ 'consilium-request.json': request, ...series(2), 'z.dcm': slice({ number: 9, instance: '2.25.6.1', patientName: 'LARA SOTO^EVA' }) }))
  const item = result.items.find(({ outcome }) => outcome === 'quarantined')!
  bundles.decide({ caseId: result.caseId!, importId: result.importId, itemId: item.itemId, decision: 'leftOut', reason: 'Another patient of the ward' })
  expect(imaging.studies({ caseId: result.caseId! })[0]?.series[0]?.instances).toBe(2)
  expect(db.read((r) => r.get<{ reason: string }>('SELECT reason FROM import_item WHERE decision IS NOT NULL'))?.reason).toBe('Another patient of the ward')
})

test('a file that names its patient twice waits for a person', async () => {
  const { takeIn } = aClinic()
  const twice = encodeFile([[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'], [0x00080018, 'UI', '2.25.9'], [0x00100010, 'PN', 'OTHER^PERSON'], [0x00100010, 'PN', 'RUIZ MORA^ANA'], [0x00100030, 'DA', '19630408'], [0x0020000d, 'UI', '2.25.1'], [0x0020000e, 'UI', '2.25.2']])
  const { items } = await takeIn(aBundle({ 'consilium-request.json': request, 'sr.dcm': twice }))
  expect(items.at(-1)).toMatchObject({ outcome: 'quarantined', code: 'identityTagRepeated' })
})

test('the same bytes are kept once, another file under the same UID is never laid over the first', async () => {
  const { takeIn, imaging } = aClinic()
  const first = slice({ number: 1, instance: '2.25.5.1' })
  const other = slice({ number: 1, instance: '2.25.5.1', pixels: new Array(16).fill(999) })
  const result = await takeIn(aBundle({ 'consilium-request.json': request, 'a.dcm': first, 'b.dcm': first, 'c.dcm': other }))
  expect(result.items.slice(0, 3).map(({ outcome, code }) => [outcome, code])).toEqual([['image', null], ['duplicate', 'duplicate'], ['quarantined', 'uidCollision']])
  const again = await takeIn(aBundle({ 'a.dcm': first, 'd.dcm': slice({ number: 1, instance: '2.25.5.1', pixels: new Array(16).fill(5) }) }), result.caseId)
  expect(again.items.map(({ outcome, code }) => [outcome, code])).toEqual([['duplicate', 'duplicate'], ['quarantined', 'uidCollision']])
  expect(imaging.studies({ caseId: result.caseId! })[0]?.series[0]?.instances).toBe(1)
})

test('a bundle that holds nothing usable opens no case', async () => {
  const { takeIn, cases } = aClinic()
  const result = await takeIn(aBundle({ 'noise.bin': Buffer.from([0, 1, 2, 3, 250, 251]), 'VIEWER.EXE': 'MZ\u0000' }))
  expect(result).toMatchObject({ state: 'done', caseId: null, items: [{ code: 'mediaSoftware' }, { code: 'unsupportedFormat' }] })
  expect(cases.list()).toEqual([])
})

test('links in a folder are refused, whatever they lead to', async () => {
  const { takeIn } = aClinic()
  const secret = join(temporaryFolder(), 'secret.txt')
  writeFileSync(secret, 'not part of the bundle')
  const bundle = aBundle(series(1))
  symlinkSync(secret, join(bundle, 'letter.txt'))
  symlinkSync(dirname(secret), join(bundle, 'more'))
  const { items } = await takeIn(bundle)
  expect(items.filter(({ code }) => code === 'symbolicLink').map(({ name }) => name)).toEqual(['letter.txt', 'more'])
})

test('a cancelled import leaves no row and no file', async () => {
  const { bundles, jobs, finished, cases, folder } = aClinic()
  const { importId, jobId } = await bundles.importPath(aBundle(series(300)), { caseId: null })
  for await (const progress of jobs.watch(jobId)!) if (progress.doneItems > 20 && jobs.cancel(jobId)) break
  expect(await finished(jobId)).toMatchObject({ state: 'cancelled' })
  expect(bundles.result({ importId })).toMatchObject({ state: 'cancelled', caseId: null, items: [] })
  expect(cases.list()).toEqual([])
  expect(filesOf(join(folder, 'blobs'))).toBe(0)
})

test('an import that was running when the program was killed is told as failed, and nothing of it is there', async () => {
  const folder = temporaryFolder()
  const killed = aClinic(folder)
  const { importId } = await killed.bundles.importPath(aBundle(series(50)), { caseId: null })
  // What a kill leaves: the row that says running, staged files without a name.
  const row = killed.db.read((r) => r.get<{ state: string }>('SELECT state FROM import WHERE id = ?', [importId]))
  expect(row?.state).toBe('running')
  await killed.close()
  const reopened = openIntakeClinic(folder)
  onTestFinished(() => reopened.close())
  reopened.db.write((tx) => tx.run("UPDATE import SET state = 'running' WHERE id = ?", [importId]))
  await reopened.close()
  const after = aClinic(folder)
  expect(after.bundles.result({ importId })).toMatchObject({ state: 'failed', items: [] })
  expect(after.cases.list()).toEqual([])
})

test('frames come back as stored: native, deflated, and 1-bit frames that begin inside a byte', async () => {
  const { takeIn, imaging } = aClinic()
  const pixels = Array.from({ length: 16 }, (_, i) => i * 257)
  const meta = encodeFile([], { transferSyntax: '1.2.840.10008.1.2.1.99' })
  const deflated = Buffer.concat([meta, deflateRawSync(slice({ instance: '2.25.5.2', number: 2, pixels }, { meta: false }))])
  const bits = slice({ instance: '2.25.5.3', series: '2.25.201', modality: 'SEG', extra: [[0x00280008, 'IS', '2'], [0x00280010, 'US', 2], [0x00280011, 'US', 2], [0x00280100, 'US', 1], [0x00280101, 'US', 1], [0x00280102, 'US', 0], [0x7fe00010, 'OB', Uint8Array.of(0b10010110, 0)]] })
  const result = await takeIn(aBundle({ 'a.dcm': slice({ instance: '2.25.5.1', pixels }), 'b.dcm': deflated, 'c.dcm': bits }))
  expect(result.images).toBe(3)
  const read = async (series: string, instance: string, frame: number) => {
    const content = await imaging.openFrame('2.25.100', series, instance, frame)
    return content && Buffer.concat(await content.reader.stream(0, content.reader.bytes).toArray())
  }
  const expected = Buffer.from(Uint16Array.from(pixels).buffer)
  expect((await read('2.25.200', '2.25.5.1', 1))?.equals(expected)).toBe(true)
  expect((await read('2.25.200', '2.25.5.2', 1))?.equals(expected)).toBe(true)
  expect(((await read('2.25.201', '2.25.5.3', 1))?.[0] ?? 0) & 0b1111).toBe(0b0110)
  expect(((await read('2.25.201', '2.25.5.3', 2))?.[0] ?? 0) & 0b1111).toBe(0b1001)
  expect(await read('2.25.200', '2.25.5.1', 2)).toBeUndefined()
  expect(await imaging.openFrame('2.25.999', '2.25.200', '2.25.5.1', 1)).toBeUndefined()
})

test('a thumbnail is a PNG, kept with the case; a series that cannot be shown has none', async () => {
  const { takeIn, imaging } = aClinic()
  const result = await takeIn(aBundle({ ...series(3), 'sr.dcm': encodeFile([[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'], [0x00080018, 'UI', '2.25.9'], [0x00080060, 'CS', 'SR'], [0x00100010, 'PN', 'RUIZ MORA^ANA'], [0x0020000d, 'UI', '2.25.100'], [0x0020000e, 'UI', '2.25.202']]) }))
  expect(result.state).toBe('done')
  const picture = await imaging.openThumbnail('2.25.100', '2.25.200')
  expect(picture?.mediaType).toBe('image/png')
  const png = Buffer.concat(await picture!.reader.stream().toArray())
  expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 128, 128])
  expect(await imaging.openThumbnail('2.25.100', '2.25.202')).toBeUndefined()
})

test('a dropped archive is opened, an archive inside it is listed and stays closed', async () => {
  const { bundles, uploads, user, db, finished } = aClinic()
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  zip.addBuffer(slice({ number: 1, instance: '2.25.5.1' }), 'cd/IM1')
  zip.addBuffer(Buffer.from('PK\u0003\u0004 something packed'), 'cd/inner.zip')
  zip.end()
  const { uploadId } = await bundles.openUpload({ name: 'from hospital.zip', caseId: null, totalFiles: 1 })
  await uploads.write({ user, db }, uploadId, 'from hospital.zip', zip.outputStream as unknown as AsyncIterable<Uint8Array>)
  const { importId, jobId } = await bundles.import({ source: { kind: 'upload', uploadId, name: 'from hospital.zip' }, caseId: null, ifPresent: 'ask' })
  await finished(jobId)
  expect(bundles.result({ importId }).items.map(({ name, outcome, code }) => [name, outcome, code])).toEqual([
    ['cd/IM1', 'image', null],
    ['cd/inner.zip', 'skipped', 'nestedArchive'],
  ])
  await expect(bundles.import({ source: { kind: 'upload', uploadId, name: 'again' }, caseId: null, ifPresent: 'ask' })).rejects.toMatchObject({ code: 'SOURCE_NOT_READABLE' })
})

test('intake changes carry the version they were made on', async () => {
  const { takeIn, cases } = aClinic()
  const { caseId } = await takeIn(aBundle(series(1)))
  const changed = cases.updateIntake({ caseId: caseId!, baseVersion: 0, patientWords: 'Is surgery necessary?' })
  expect(changed).toMatchObject({ version: 1, patientWords: 'Is surgery necessary?', stage: 'intake' })
  expect(() => cases.updateIntake({ caseId: caseId!, baseVersion: 0, patientWords: 'Later' })).toThrow('STALE_VERSION')
  expect(cases.get({ caseId: caseId! }).reviewCase.stage).toBe('intake')
})
