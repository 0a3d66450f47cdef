// What somebody put on the timeline, as a proof that waits for the report: the passage that states it, called by its day and words.
import type { CourseEvent } from '#shared/domain/courseEvent.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useEvidence } from '../../app/evidence.ts'
import type { Format } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/useT.ts'
import { useToasts } from '../../ui/toasts.ts'

/** Of a proof. */
const LONGEST_LABEL = 160

export function citeCourse(caseId: string, { date, title, proof }: Pick<CourseEvent, 'date' | 'title'> & { proof: Proof }, { t, format }: { t: Translate; format: Format }): void {
  const label = [date && format.date(date), title.trim()].filter(Boolean).join(' ').slice(0, LONGEST_LABEL) || proof.label
  useEvidence.getState().offer({ ...proof, label }, caseId)
  useToasts.getState().show({ words: t('values.cited', { name: label }) })
}
