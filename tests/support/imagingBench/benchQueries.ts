// Stands in for data/queries.ts on the bench: two studies of one generated patient, no core behind them.
import type { ImagingSeries, ImagingStudy } from '../../../src/shared/domain/imagingStudy.ts'
import { generatedInstance } from './instance.ts'
import { VOLUME } from './volume.ts'

const slices = (skip: number) => Array.from({ length: VOLUME.slices }, (_, n) => n).filter((n) => n !== skip)

function series(study: number, words: string, skip: number): ImagingSeries {
  const missing = skip >= 0
  return {
    SeriesInstanceUID: `1.2.${study}.3`, Modality: 'CT', SeriesNumber: 2, SeriesDescription: words, BodyPartExamined: 'CHEST', PatientPosition: 'HFS', Manufacturer: null,
    instances: slices(skip).length, frames: slices(skip).length, complete: !missing, issues: missing ? ['missingSlice'] : [],
    stacks: [{ stackId: 'a', orientation: 'axial', spacingMm: missing ? null : 2.5, volume: !missing, issues: missing ? ['missingSlice'] : [], SOPInstanceUIDs: slices(skip).map((n) => `1.2.${study}.3.${n}`) }],
  }
}

const identity = { verdict: 'match', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } }
const studies = [
  { StudyInstanceUID: '1.2.1', studyDate: '2026-05-24', StudyDescription: 'CT chest', series: [series(1, 'CT 2.5 mm soft tissue', -1)] },
  { StudyInstanceUID: '1.2.2', studyDate: '2026-10-29', StudyDescription: 'CT chest', series: [series(2, 'CT 2.5 mm soft tissue', 40)] },
].map((s) => ({ ...s, caseId: 'bench', studyTime: null, AccessionNumber: null, InstitutionName: null, identity })) as unknown as ImagingStudy[]
const instances = new Map([1, 2].map((study) => [`1.2.${study}.3`, { instances: Array.from({ length: VOLUME.slices }, (_, n) => generatedInstance(n, { study })) }]))

const settled = { isError: false as const, error: null, refetch: () => undefined }
export const useStudies = () => ({ ...settled, data: studies })
export const useSeries = (_caseId: string, uid: string | null) => ({ ...settled, data: uid ? instances.get(uid) : undefined })
