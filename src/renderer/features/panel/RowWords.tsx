// The words behind one row, every expert the same size; a minority is named as one and kept word for word. Below, the seals.
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import type { AgreementRow } from '#shared/domain/panel/agreement.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import type { Latest } from './latestOpinions.ts'
import { ProofRow } from './ProofRow.tsx'
import { subjectWords } from '../../ui/subjectWords.ts'

interface RowWordsProps {
  reviewCase: ReviewCase
  row: AgreementRow
  view: PanelView
  latest: readonly Latest[]
}

export function RowWords({ reviewCase, row, view, latest }: RowWordsProps) {
  const t = useT()
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1)
    <aside className="p-words-panel" aria-label={t('panel.words')} data-region data-focus="inside" tabIndex={0}>
      <h2 className="t-heading">{subjectWords(row.subject, reviewCase, t).words}</h2>
      {latest.map(({ personId, opinion, at, isRevision }, place) => {
        const item = opinion.items.find(({ subject }) => subject === row.subject)
        const isMinority = row.minority.includes(personId)
        const words = [item?.recommendation, item?.reason].filter(Boolean).join(' ')
        return (
          <article key={personId} className="p-voice" aria-label={opinion.expert.name}>
            <PersonDisc name={opinion.expert.name} place={place} size="large" />
            <div>
              <strong>{opinion.expert.name}</strong>
              <p className="t-small t-2">
                {isMinority ? t('panel.minority') : item ? t(`panel.position.${item.position}`) : t('panel.noPosition')}
                {isRevision && ` · ${t('panel.revisedAt', { when: format.instant(at) })}`}
              </p>
              {words && <blockquote className="p-quote">{words}</blockquote>}
              {opinion.changeReason && <p className="t-small t-2">{t('panel.changedBecause', { reason: opinion.changeReason })}</p>}
              {item && (
                <div className="p-proofs">
                  <ProofRow caseId={reviewCase.id} proofs={item.proofs} />
                  {isMinority && <CopyButton text={`${opinion.expert.name}: ${words}`} label={t('panel.copyWords', { name: opinion.expert.name })} />}
                </div>
              )}
            </div>
          </article>
        )
      })}
      <h3 className="t-micro t-3">{t('panel.seals')}</h3>
      <ul className="p-seals">
        {view.opinions.map(({ personId, opinion, at, commitment, isIntact }) => (
          <li key={commitment}>
            <PersonDisc name={opinion.expert.name} place={latest.findIndex((one) => one.personId === personId)} />
            <span className="t-small">{t('panel.sealedAt', { when: format.instant(at) })}</span>
            <code className="p-hash t-3">{commitment.slice(0, 12)}</code>
            <StatusIcon status={isIntact ? 'ok' : 'bad'} label={t(isIntact ? 'panel.intact' : 'panel.broken')} />
          </li>
        ))}
      </ul>
      <p className="t-small t-2">{t('panel.sealWords')}</p>
    </aside>
  )
}
