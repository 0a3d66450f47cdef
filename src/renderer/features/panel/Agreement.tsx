// After the reveal: who stands where on every question and axis, told with the measure's name; the words of the chosen row at the right.
import { useMemo, useState } from 'react'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { agreementMatrix, panelKappa } from '#shared/domain/panel/agreement.ts'
import { MEDICAL_ROLES, type User } from '#shared/domain/people.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import { client } from '../../data/client.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DiffersIcon, DraftIcon, ReportIcon } from '../../ui/icons.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split } from '../../ui/Split.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { latestOpinions } from './latestOpinions.ts'
import { Matrix } from './Matrix.tsx'
import { OpinionDesk } from './OpinionDesk.tsx'
import { RowWords } from './RowWords.tsx'

interface AgreementProps {
  reviewCase: ReviewCase
  view: PanelView
  me: User
}

export function Agreement({ reviewCase, view, me }: AgreementProps) {
  const t = useT()
  const format = useFormat()
  const sizes = usePanelSizes('agreement')
  const [onlyDifferences, setOnlyDifferences] = useState(false)
  const [selected, setSelected] = useState<string | null>(null)
  const [revising, setRevising] = useState(false)
  const latest = useMemo(() => latestOpinions(view.opinions), [view.opinions])
  const all = useMemo(() => agreementMatrix(view.subjects, latest.map(({ opinion }) => opinion)), [view.subjects, latest])
  const differing = useMemo(() => all.filter(({ pairAgreement }) => pairAgreement !== null && pairAgreement < 1), [all])
  const rows = onlyDifferences ? differing : all
  const row = all.find(({ subject }) => subject === selected) ?? all.find(({ minority }) => minority.length > 0) ?? all[0] ?? null
  const { kappa, subjects } = panelKappa(all, latest.length)
  const [error, setError] = useState<unknown>(null)
  const mayWrite = MEDICAL_ROLES.includes(me.role)
  async function take() {
    setError(null)
    try {
      const { added } = await client.panel.takeIntoReport({ caseId: reviewCase.id })
      useToasts.getState().show({ words: t('panel.taken', { count: added }) })
    } catch (failure) {
      setError(failure)
    }
  }
  const seat = view.seats.find(({ person, answer }) => person.id === me.id && answer === 'accepted')
  useRegister(
    useMemo<Command[]>(
      () => [
        { id: 'panel.nextDifference', keys: 'd', scope: 'viewer', enabled: differing.length > 0, run: () => setSelected((now) => differing[(differing.findIndex(({ subject }) => subject === now) + 1) % differing.length]?.subject ?? null) },
        { id: 'panel.onlyDifferences', scope: 'global', run: () => setOnlyDifferences((now) => !now) },
      ],
      [differing],
    ),
  )
  if (!sizes.ready) return <LoadingLine />
  const matrix = (
    <div className="p-desk" data-region data-viewer="panel" tabIndex={-1}>
      <header className="p-head">
        <h2 className="t-title">{t('panel.agreement')}</h2>
        <span className="t-small t-2">{t('panel.revealedAt', { when: format.instant(view.revealedAt ?? ''), name: view.chair?.name ?? '', count: latest.length })}</span>
        <span className="c-spacer" />
        <ToolButton label={t('panel.onlyDifferences')} icon={DiffersIcon} pressed={onlyDifferences} onClick={() => setOnlyDifferences(!onlyDifferences)}>
          {t('panel.onlyDifferences')}
        </ToolButton>
        <ToolButton label={t('panel.takeIntoReport')} icon={ReportIcon} disabled={!mayWrite} reason={t('errors.NOT_ALLOWED.happened')} onClick={() => void take()}>
          {t('panel.takeIntoReport')}
        </ToolButton>
        {seat && (
          <ToolButton label={t('panel.revise')} icon={DraftIcon} pressed={revising} onClick={() => setRevising(!revising)}>
            {t('panel.revise')}
          </ToolButton>
        )}
      </header>
      {error !== null && <ErrorState error={error} />}
      {revising && seat ? (
        <OpinionDesk reviewCase={reviewCase} view={view} seat={{ ...seat, sealed: seat.sealed ?? { commitment: '', at: view.revealedAt ?? '', isCurrent: true } }} />
      ) : (
        <>
          <Matrix reviewCase={reviewCase} rows={rows} opinions={latest} selected={row?.subject ?? null} onSelect={setSelected} />
          <p className="t-small t-2 p-measure">
            {kappa === null ? t('panel.noKappa') : t('panel.kappa', { value: format.number(kappa, 2), count: subjects })} {t('panel.measure')}
          </p>
        </>
      )}
    </div>
  )
  return (
    <Split
      id="agreement"
      sizes={sizes.sizes}
      onSizes={sizes.remember}
      panels={[
        { id: 'matrix', label: t('panel.agreement'), min: '480px', content: matrix },
        { id: 'words', label: t('panel.words'), size: '380px', min: '300px', max: '560px', content: row ? <RowWords reviewCase={reviewCase} row={row} view={view} latest={latest} /> : null },
      ]}
    />
  )
}
