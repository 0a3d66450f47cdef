// What is known of a study from outside, in words: its date, what is wrong with it, and the sentences that a report takes over as limitations.
import type { QualityFinding, StudyQuality } from '#shared/domain/studyQuality.ts'
import type { Format } from './format.ts'
import type { Translate } from './useT.ts'

/** Its date; that it states none; or that its images contradict each other. */
export function studyDateWords({ studyDate, studyDates }: { studyDate: string | null; studyDates?: readonly string[] | undefined }, t: Translate, format: Format): string {
  if (studyDate !== null) return format.date(studyDate)
  return t(studyDates?.length ? 'imaging.studyDatesDiffer' : 'imaging.studyUndated')
}

export function findingWords({ code, count, from, to, fields }: QualityFinding, t: Translate, format: Format): string {
  const number = (value: number | null) => (value === null ? '' : format.number(value, Number.isInteger(value) ? 0 : 2))
  const ratio = code === 'lossy' && to !== null ? t('import.quality.ratio', { ratio: number(to) }) : ''
  return t(`quality.${code}`, { count: count ?? 0, from: number(from), to: number(to), fields: fields.join(', '), ratio })
}

export function seriesWords({ SeriesDescription, Modality }: { SeriesDescription: string; Modality: string }): string {
  return [Modality, SeriesDescription].filter(Boolean).join(' ')
}

/** That its images state several dates, and which one holds, where a person said so. */
export function severalDatesWords({ studyDate, studyDates }: Pick<StudyQuality, 'studyDate' | 'studyDates'>, t: Translate, format: Format): string {
  const dates = studyDates.map((date) => format.date(date)).join(t('import.quality.and'))
  return studyDate === null ? t('import.quality.severalDates', { dates }) : t('import.quality.datedBy', { dates, date: format.date(studyDate) })
}

/** What limits one study, its series named: for a place that names the study itself. */
export function limitsOfStudy(study: StudyQuality, t: Translate, format: Format): string[] {
  return [...(study.studyDates.length > 0 ? [severalDatesWords(study, t, format)] : []), ...seriesLimits(study, t, format).map(({ series, words }) => `${series}: ${words}`)]
}

/** One sentence for everything that limits what may be measured or concluded, with study and series named. */
export function limitationsOf(studies: readonly StudyQuality[], t: Translate, format: Format): string[] {
  return studies.flatMap((study) => {
    const named = [study.StudyDescription, study.studyDate === null ? '' : format.date(study.studyDate)].filter(Boolean).join(', ')
    const ofSeries = seriesLimits(study, t, format).map(({ series, words }) => `${[series, named].filter(Boolean).join(', ')}: ${words}`)
    return [...(study.studyDates.length > 0 ? [`${study.StudyDescription || t('import.quality.study')}: ${severalDatesWords(study, t, format)}`] : []), ...ofSeries]
  })
}

function seriesLimits({ series }: StudyQuality, t: Translate, format: Format): { series: string; words: string }[] {
  return series.flatMap((each) => each.findings.filter(({ limits }) => limits).map((finding) => ({ series: seriesWords(each), words: findingWords(finding, t, format) })))
}
