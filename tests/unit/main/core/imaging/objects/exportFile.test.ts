// The file of one image, handed out as it was received.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openIntakeClinic } from '../../../../../support/intakeClinic.ts'
import { openMarkedCase } from '../../../../../support/ownMarks.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

test('the saved file is the received one byte for byte, saving it is in the audit, and no other case gives it out', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const folder = join(temporaryFolder(), 'received')
  const { caseId, exportFile } = await openMarkedCase(clinic, folder)
  const file = exportFile({ caseId, SOPInstanceUID: '2.25.1.3' })
  const received = readFileSync(join(folder, '3.dcm'))
  expect(Buffer.from(await clinic.content.readAll(file.sha256)).equals(received)).toBe(true)
  expect(file.bytes).toBe(received.length)
  const written = clinic.db.read((r) => r.all<{ fields: string }>("SELECT fields FROM audit WHERE event = 'imaging.fileExported'"))
  expect(written.map(({ fields }) => JSON.parse(fields) as unknown)).toEqual([{ caseId, sha256: file.sha256 }])
  const unknown = expect.objectContaining({ code: 'STUDY_NOT_FOUND' })
  expect(() => exportFile({ caseId, SOPInstanceUID: '2.25.1.99' })).toThrow(unknown)
  expect(() => exportFile({ caseId: '01936a00-0000-7000-8000-0000000000ff', SOPInstanceUID: '2.25.1.3' })).toThrow(unknown)
})
