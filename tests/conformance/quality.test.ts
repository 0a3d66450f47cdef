// What the quality report of an outside study says, against the golden geometry table (../shared/golden, derivation named there) and the tilted head CT of the samples (gaps by dcmdump).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readHeader } from '../../src/main/core/imaging/dicom/readHeader.ts'
import type { ImagingInstance } from '../../src/shared/domain/imagingStudy.ts'
import { stackSeries } from '../../src/shared/domain/stacking.ts'
import { type QualityFinding, seriesFindings } from '../../src/shared/domain/studyQuality.ts'
import { slice } from '../support/dicomFile.ts'
import { openIntakeClinic } from '../support/intakeClinic.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const shared = join(import.meta.dirname, '../../../shared')
const isThere = existsSync(join(shared, 'golden/geometry.json'))
if (!isThere) test.skip('the golden tables are not beside the project: nothing was checked', () => {})

interface Case {
  id: string
  input: { instances: (Partial<ImagingInstance> & { EchoTime?: number })[] }
  expected: { stacks: { gaps: number[]; tiltDegrees: number | null; missingSlices: number; issues: string[] }[]; withoutGeometry: string[] }
}
const cases: Case[] = isThere ? JSON.parse(readFileSync(join(shared, 'golden/geometry.json'), 'utf8')).cases : []

const reading = readHeader(slice())
const plain = reading.kind === 'object' ? reading.object.image : null

function findingsOf({ input: { instances } }: Case): QualityFinding[] {
  if (!plain) throw new Error('no image')
  const images = instances.map(({ EchoTime, ...stated }) => ({ image: { ...plain, ImagePositionPatient: null, SliceThickness: null, ...stated }, order: { EchoTime: EchoTime ?? null, TemporalPositionIdentifier: null, AcquisitionNumber: null, TriggerTime: null, DiffusionBValue: null } }))
  const series = { SeriesInstanceUID: '2.25.200' as never, Modality: 'CT', SeriesNumber: 1, SeriesDescription: '', BodyPartExamined: null, PatientPosition: null, Manufacturer: null, instances: images.length, frames: images.length, ...stackSeries(images, 'CT', 0) }
  return seriesFindings(series, images.map(({ image }) => image))
}

test.each(cases.map((each) => [each.id, each] as const))('%s: says what the table says, and nothing else of the geometry', (_, each) => {
  const { stacks, withoutGeometry } = each.expected
  const told = new Map<string, QualityFinding>(findingsOf(each).map((finding) => [finding.code, finding]))
  const with_ = (issue: string) => stacks.filter(({ issues }) => issues.includes(issue))
  const gaps = with_('irregularSpacing').flatMap((stack) => stack.gaps)
  const tilts = with_('shearedStack').flatMap(({ tiltDegrees }) => tiltDegrees ?? [])
  const missing = stacks.reduce((sum, { missingSlices }) => sum + missingSlices, 0)
  expect(told.get('missingSlices')?.count ?? 0).toBe(missing)
  expect([told.get('unevenGaps')?.from ?? null, told.get('unevenGaps')?.to ?? null]).toEqual(gaps.length > 0 ? [expect.closeTo(Math.min(...gaps), 2), expect.closeTo(Math.max(...gaps), 2)] : [null, null])
  expect(told.get('tiltedGantry')?.to ?? null).toEqual(tilts.length > 0 ? expect.closeTo(Math.max(...tilts), 1) : null)
  expect(told.has('severalAtOnePosition')).toBe(with_('duplicatePosition').length > 0)
  expect(told.has('noPosition')).toBe(withoutGeometry.length > 0)
  expect(told.get('severalStacks')?.count ?? 1).toBe(stacks.length + Math.min(1, withoutGeometry.length))
})

test.runIf(isThere)('the head CT of the samples: tilted by 18.5 degrees, 1.081 to 6.999 mm apart along the table', { timeout: 120_000 }, async () => {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const { caseId } = await clinic.takeIn(join(shared, 'samples/dicom/series/ct-head-gantry-tilt'))
  const [study] = clinic.imaging.quality({ caseId: caseId ?? '' })
  const findings = study?.series[0]?.findings ?? []
  expect(findings).toContainEqual(expect.objectContaining({ code: 'tiltedGantry', to: expect.closeTo(18.5, 1), limits: true }))
  expect(findings).toContainEqual(expect.objectContaining({ code: 'unevenGaps', limits: true }))
})
