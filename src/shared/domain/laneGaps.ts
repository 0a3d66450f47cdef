// What the psychological part lacks before it can be signed (requirements F4), by illness: a reason stands for an assessment, never a blank. Pure.
import type { InstrumentName, Lane, LaneField } from './psychology.ts'
import type { IllnessId } from './reviewCase.ts'

export const LANE_GAPS = [
  'assessedHow', 'notAssessedReason', 'informationPreference', 'decisionRole', 'mayBeTold', 'recommendations', 'prompts', 'aphasia', 'observerScale', 'caregivers', 'apathy', 'psychosis', 'impulseControl', 'capacity', 'capacityStatement', 'zarit', 'reportSigned', 'licenceExpired',
] as const
export type LaneGap = (typeof LANE_GAPS)[number]

/** Filled by somebody who watches the patient: they stand where speech cannot answer a questionnaire. */
export const OBSERVER_SCALES: readonly InstrumentName[] = ['SADQ-10', 'ADRS']

const MOVEMENT_OR_MEMORY: readonly LaneField[] = ['apathy', 'psychosis', 'impulseControl', 'capacity', 'capacityStatement', 'noZaritReason']
/** Fields that one illness asks for and the others do not show. */
export const ILLNESS_FIELDS: Readonly<Partial<Record<IllnessId, readonly LaneField[]>>> = { stroke: ['aphasia'], parkinsons: MOVEMENT_OR_MEMORY, alzheimers: MOVEMENT_OR_MEMORY }

type Given = Pick<Lane, 'fields' | 'instruments' | 'recommendations'>
const valueIn = ({ fields }: Pick<Lane, 'fields'>) => (field: LaneField) => fields[field]?.value.trim() ?? ''

/** A self-report questionnaire of mood says nothing about somebody who cannot speak or read. */
export function isSelfReportInvalid(lane: Pick<Lane, 'fields'>, illness: IllnessId): boolean {
  return illness === 'stroke' && valueIn(lane)('aphasia') === 'severe'
}

/** @param openPrompts medicine prompts nobody has answered */
export function laneGaps(lane: Given, openPrompts: number, illness: IllnessId): LaneGap[] {
  const value = valueIn(lane)
  const open = (fields: readonly (LaneGap & LaneField)[]) => fields.filter((field) => value(field) === '')
  if (value('assessedHow') === 'notAssessed') return open(['notAssessedReason'])
  return [
    ...open(['assessedHow', 'informationPreference', 'decisionRole', 'mayBeTold']),
    ...illnessGaps(lane, illness),
    ...(lane.recommendations.every(({ removed }) => removed) && value('noneIndicated') === '' ? (['recommendations'] as const) : []),
    ...(openPrompts > 0 ? (['prompts'] as const) : []),
  ]
}

function illnessGaps(lane: Given, illness: IllnessId): LaneGap[] {
  const value = valueIn(lane)
  const has = (names: readonly InstrumentName[]) => lane.instruments.some(({ instrument }) => names.includes(instrument))
  if (illness === 'stroke') {
    if (value('aphasia') === '') return ['aphasia']
    if (!isSelfReportInvalid(lane, illness)) return []
    return [...(has(OBSERVER_SCALES) ? [] : (['observerScale'] as const)), ...(value('caregivers') === '' ? (['caregivers'] as const) : [])]
  }
  if (illness !== 'parkinsons' && illness !== 'alzheimers') return []
  const signs = (['apathy', 'psychosis', 'impulseControl', 'capacity'] as const).filter((field) => value(field) === '')
  const isStated = value('capacity') === '' || value('capacity') === 'notAssessed' || value('capacityStatement') !== ''
  return [...signs, ...(isStated ? [] : (['capacityStatement'] as const)), ...(has(['ZARIT']) || value('noZaritReason') !== '' ? [] : (['zarit'] as const))]
}
