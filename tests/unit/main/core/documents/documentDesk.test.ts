import { expect, onTestFinished, test } from 'vitest'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { writeSmallBundle } from '../../../../support/smallBundle.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

test('a corrected kind counts in the checklist; a foreign language asks for its translation until it stands beside', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const desk = clinic.documentDesk
  const { caseId } = await clinic.takeIn(writeSmallBundle())
  if (!caseId) throw new Error('no case')
  const [letter] = clinic.cases.documents({ caseId })
  if (!letter) throw new Error('no document')
  const missing = () => clinic.intake.situation({ caseId }).items.filter(({ required, state }) => required && state === 'missing').map(({ code }) => code)
  expect(missing()).toContain('pathology')
  desk.describe({ caseId, documentId: letter.id, facts: { kind: 'pathology', language: 'ka', author: 'Dr Beridze', institution: 'Tbilisi' } })
  expect(missing()).not.toContain('pathology')
  expect(clinic.cases.documents({ caseId })[0]).toMatchObject({ kind: 'pathology', author: 'Dr Beridze', sha256: letter.sha256, name: letter.name, bytes: letter.bytes })
  expect(clinic.intake.situation({ caseId }).untranslated).toEqual([letter.id])
  // Neither of itself nor of what is not in the case.
  expect(() => desk.describe({ caseId, documentId: letter.id, facts: { translationOf: letter.id } })).toThrow('DOCUMENT_NOT_FOUND')
  expect(() => desk.describe({ caseId, documentId: 'other', facts: { kind: 'letter' } })).toThrow('DOCUMENT_NOT_FOUND')
})
