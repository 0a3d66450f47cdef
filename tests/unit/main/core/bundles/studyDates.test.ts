// Two dates under one StudyInstanceUID: told as a finding and asked, never silently the first. Headers written byte by byte, a real store, the whole import.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { studyFacts } from '#core/imaging/studyFacts.ts'
import { slice } from '../../../../support/dicomFile.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

const [MARCH, MAY] = ['2026-03-12', '2026-05-04']

/** Slices 1 to 4, of which the named numbers say that the study is of May; 9 is another person's in the same study. */
function disc(numbers: readonly number[], ofMay: readonly number[] = []): string {
  const folder = join(temporaryFolder(), 'disc')
  mkdirSync(folder)
  for (const n of numbers) {
    const other = n === 9 ? { patientName: 'LOPEZ VEGA^JUAN', patientId: '5', birthDate: '19410117', sex: 'M' } : {}
    writeFileSync(join(folder, `IM${n}`), slice({ number: n, ...other, extra: ofMay.includes(n) ? [[0x00080020, 'DA', '20260504']] : [] }))
  }
  return folder
}

async function withTwoDates() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const { caseId } = await clinic.takeIn(disc([1, 2, 3, 4], [3]))
  if (!caseId) throw new Error('no case')
  const study = () => clinic.imaging.studies({ caseId })[0]
  const say = (studyDate: string | null, StudyInstanceUID = '2.25.100') => clinic.quarantine.dateStudy({ caseId, StudyInstanceUID, studyDate })
  return { ...clinic, caseId, study, say }
}

test('the study has no date until a person says which of them holds; what was said can be said anew', async () => {
  const { study, say, caseId, imaging, cases } = await withTwoDates()
  expect(study()).toMatchObject({ studyDate: null, studyDates: [MARCH, MAY] })
  expect(imaging.quality({ caseId })).toMatchObject([{ studyDate: null, studyDates: [MARCH, MAY] }])
  expect(cases.events({ caseId }).filter(({ lane }) => lane === 'imaging')).toEqual([])
  say(MAY)
  expect(study()).toMatchObject({ studyDate: MAY, studyDates: [MARCH, MAY] })
  expect(cases.events({ caseId }).filter(({ lane }) => lane === 'imaging')).toMatchObject([{ at: MAY }])
  expect(cases.events({ caseId }).filter(({ labelKey }) => labelKey === 'event.studyDated')).toMatchObject([{ title: MAY, actorName: 'Dr Helen Okafor' }])
  say(null)
  expect(study()).toMatchObject({ studyDate: null, studyDates: [MARCH, MAY] })
})

test('only a date that one of its images states, and only where they contradict each other', async () => {
  const { say, takeIn, quarantine } = await withTwoDates()
  expect(() => say('2026-04-01')).toThrow('NOT_ALLOWED')
  expect(() => say(MAY, '2.25.404')).toThrow('NOT_ALLOWED')
  const { caseId } = await takeIn(disc([1, 2]))
  expect(() => quarantine.dateStudy({ caseId: caseId ?? '', StudyInstanceUID: '2.25.100', studyDate: MARCH })).toThrow('NOT_ALLOWED')
})

test('a second delivery that contradicts the first takes the date away; what was said stays when more of the same comes', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const { caseId } = await clinic.takeIn(disc([1, 2]))
  if (!caseId) throw new Error('no case')
  const study = () => clinic.imaging.studies({ caseId })[0]
  expect(study()).toMatchObject({ studyDate: MARCH })
  expect(study()).not.toHaveProperty('studyDates')
  await clinic.takeIn(disc([3], [3]), caseId)
  expect(study()).toMatchObject({ studyDate: null, studyDates: [MARCH, MAY] })
  clinic.quarantine.dateStudy({ caseId, StudyInstanceUID: '2.25.100', studyDate: MARCH })
  await clinic.takeIn(disc([4], [4]), caseId)
  expect(study()).toMatchObject({ studyDate: MARCH, studyDates: [MARCH, MAY] })
})

test('two patients under one StudyInstanceUID: the other one’s image waits for a person and gives the study nothing', async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const result = await clinic.takeIn(disc([1, 2, 9], [9]))
  expect(result.items.filter(({ outcome }) => outcome === 'quarantined')).toMatchObject([{ name: 'IM9', code: 'otherPatient', identity: { stated: { birthDate: '1941-01-17' } } }])
  expect(clinic.imaging.studies({ caseId: result.caseId ?? '' })).toMatchObject([{ studyDate: MARCH, identity: { verdict: 'match' }, series: [{ instances: 2 }] }])
})

test('what a study says of itself does not hang on the order its objects came in', () => {
  const header = { StudyInstanceUID: '2.25.1', StudyDescription: 'CT', studyDate: MARCH, studyTime: '10:00:00', AccessionNumber: null, InstitutionName: 'A' }
  const headers = [header, { ...header, StudyDescription: 'CT', studyTime: '09:30:00', InstitutionName: 'B' }, { ...header, StudyDescription: '', studyDate: null, InstitutionName: 'B' }]
  const told = { StudyDescription: 'CT', studyDate: MARCH, studyTime: '09:30:00', AccessionNumber: null, InstitutionName: 'B' }
  expect(studyFacts(headers, null)).toEqual(told)
  expect(studyFacts(headers.toReversed(), null)).toEqual(told)
  // A date that nobody states any more counts for nothing.
  expect(studyFacts(headers, MAY)).toEqual(told)
})
