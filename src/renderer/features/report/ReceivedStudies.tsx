// Section 8: the studies that came, taken over into the list with their date and what limits them. What is written there already stays.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import type { TemplateList } from '#shared/domain/report.ts'
import type { RowContent } from '#shared/domain/reportContent.ts'
import { useStudies, useStudyQuality } from '../../data/queries.ts'
import { formatIn } from '../../i18n/format.ts'
import { limitsOfStudy } from '../../i18n/studyWords.ts'
import { localisedIn, useT } from '../../i18n/useT.ts'
import { useReportDesk } from './deskContext.ts'
import { studyRows } from './studyRows.ts'

interface ReceivedStudiesProps {
  list: TemplateList
  rows: readonly RowContent[]
  onAdd(values: Readonly<Record<string, string>>[]): void
  onLimits(row: string, limits: string): void
}

export function ReceivedStudies({ list, rows, onAdd, onLimits }: ReceivedStudiesProps) {
  const t = useT()
  const { report } = useReportDesk()
  const studies = useStudies(report.caseId).data
  const quality = useStudyQuality(report.caseId).data
  const { missing, unlimited } = useMemo(() => {
    const [words, format] = [localisedIn(report.language), formatIn(report.language)]
    const limits = new Map(quality?.map((study) => [study.StudyInstanceUID as string, limitsOfStudy(study, words, format).join(' ')]))
    return studyRows(list, rows, quality ? (studies ?? []) : [], (uid) => limits.get(uid) ?? '')
  }, [list, rows, studies, quality, report.language])
  return (
    <>
      {missing.length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => onAdd(missing)}>
          {t('report.studies.take', { count: missing.length })}
        </Button>
      )}
      {unlimited.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            for (const { row, limits } of unlimited) onLimits(row, limits)
          }}
        >
          {t('report.studies.limits', { count: unlimited.length })}
        </Button>
      )}
    </>
  )
}
