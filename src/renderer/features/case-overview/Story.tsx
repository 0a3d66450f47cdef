// The patient first: their own words in serif and quotation marks, and why they ask.
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { useT } from '../../i18n/useT.ts'

export function Story({ reviewCase }: { reviewCase: ReviewCase }) {
  const t = useT()
  return (
    <section aria-label={t('overview.story')}>
      {reviewCase.patientWords ? (
        <blockquote className="overview-words" lang={reviewCase.language}>
          {t('common.quote', { text: reviewCase.patientWords })}
        </blockquote>
      ) : (
        <p className="t-3">{t('overview.noWords')}</p>
      )}
      <p className="overview-motives">
        <span className="t-3">{t('overview.motive')}</span>{' '}
        {reviewCase.motives.length > 0 ? reviewCase.motives.map((motive) => t(`motive.${motive}`)).join(' · ') : <span className="t-warn">{t('common.notStated')}</span>}
      </p>
      <p className="overview-motives">
        <span className="t-3">{t('overview.condition')}</span> {reviewCase.condition || <span className="t-warn">{t('common.notStated')}</span>}
      </p>
    </section>
  )
}
