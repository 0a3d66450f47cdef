// What is wrong with the studies of the case, in a radiologist's words, what only a person can tell, and the sentences that the report may take over as limitations.
import { useState } from 'react'
import type { StudyQuality } from '#shared/domain/studyQuality.ts'
import { client } from '../../data/client.ts'
import { as, useCase, useStudyQuality } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { formatIn, useFormat } from '../../i18n/format.ts'
import { findingWords, limitationsOf, seriesWords, severalDatesWords, studyDateWords } from '../../i18n/studyWords.ts'
import { localisedIn, useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

export function QualityReport({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  // A report is written in the case's language, whatever the screen's.
  const language = useCase(caseId).data?.reviewCase.language ?? t.language
  const studies = (useStudyQuality(caseId).data ?? []).filter(({ series, studyDates }) => series.length + studyDates.length > 0)
  if (studies.length === 0) return null
  const limitations = limitationsOf(studies, localisedIn(language), formatIn(language))
  return (
    <section className="import-quality" aria-label={t('import.quality.title')} data-region tabIndex={-1}>
      <div className="import-quality-head">
        <h2 className="t-heading">{t('import.quality.title')}</h2>
        {limitations.length > 0 && <CopyButton text={limitations.join('\n')} label={t('import.quality.copy')} withWords />}
      </div>
      {studies.map((study) => (
        <div key={study.StudyInstanceUID} className="import-quality-study">
          <h3 className="t-small t-2">{[study.StudyDescription, studyDateWords(study, t, format)].filter(Boolean).join(' · ')}</h3>
          {study.studyDates.length > 0 && <WhichDate caseId={caseId} study={study} />}
          <ul>
            {study.series.map((each) => (
              <li key={each.SeriesInstanceUID}>
                <span className="t-clip">{seriesWords(each)}</span>
                {each.findings.map((finding) => (
                  <span key={finding.code} className="import-quality-line" title={finding.limits ? t('import.quality.limits') : undefined}>
                    <StatusIcon status={finding.limits ? 'warn' : 'note'} />
                    {findingWords(finding, t, format)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** Its own images state several dates: nothing is chosen for the person, and what was said can be said anew. */
function WhichDate({ caseId, study }: { caseId: string; study: StudyQuality }) {
  const t = useT()
  const format = useFormat()
  const { busy, error, run } = useAct(caseId)
  const { StudyInstanceUID, studyDate, studyDates } = study
  // Shown at once and kept while it is written; what is written then counts.
  const [said, setSaid] = useState(studyDate)
  const shown = busy ? said : studyDate
  function say(date: string | null) {
    if (busy) return
    setSaid(date)
    void run(() => client.quarantine.dateStudy({ caseId: as(caseId), StudyInstanceUID, studyDate: date }))
  }
  return (
    <div className="import-quality-date">
      <span className="import-quality-line">
        <StatusIcon status={studyDate === null ? 'bad' : 'warn'} />
        {severalDatesWords(study, t, format)}
      </span>
      <fieldset aria-label={t('import.quality.whichDate')} aria-busy={busy}>
        <legend className="t-small t-2">{t('import.quality.whichDate')}</legend>
        {[...studyDates, null].map((date) => (
          <label key={date ?? ''}>
            <input type="radio" name={`date-${StudyInstanceUID}`} checked={shown === date} onChange={() => say(date)} />
            {date === null ? t('import.quality.undecided') : format.date(date)}
          </label>
        ))}
      </fieldset>
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}
