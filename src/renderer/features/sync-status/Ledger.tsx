// What has to travel and how far it is, by case.
import type { LedgerRow } from '#shared/contract/workstation/sync.contract.ts'
import { useSharing, useWorkList } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Icon } from '../../ui/Icon.ts'
import { ImageIcon, ReportIcon, SignedIcon } from '../../ui/icons.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { Status } from '../../ui/StatusIcon.tsx'
import { groupLedger, reasonWords, rowWords, stateWord, withQuietCases } from './ledgerGroups.ts'
import { Sharing } from './Sharing.tsx'

const icons: Record<LedgerRow['kind'], Icon> = { command: SignedIcon, text: ReportIcon, blob: ImageIcon }
const shapes: Record<LedgerRow['state'], Status> = { needsYou: 'warn', moving: 'inProgress', waiting: 'waiting', done: 'ok' }

/** Lines by case; a case with nothing on its way stands there too, so that it says who has it. */
export function Ledger({ rows }: { rows: readonly LedgerRow[] }) {
  const t = useT()
  const cases = useWorkList({ limit: 200 }).data?.lines ?? []
  const sharing = useSharing().data ?? []
  const groups = withQuietCases(groupLedger(rows), sharing.map(({ caseId }) => caseId))
  if (groups.length === 0) return <EmptyState sentence={t('sync.nothing')} />
  return (
    <div className="sync-ledger" data-region tabIndex={-1}>
      {groups.map((group) => {
        const reviewCase = cases.find((line) => line.reviewCase.id === group.caseId)?.reviewCase
        const title = reviewCase ? `${reviewCase.patient.familyName} · ${reviewCase.caseNumber}` : t('sync.noCase')
        const shared = sharing.find(({ caseId }) => caseId === group.caseId)
        return (
          <section key={group.caseId ?? 'none'} aria-label={title}>
            <div className="sync-group-head">
              <h2 className="t-small t-3 private">{title}</h2>
              <span className="t-small t-3">{t('common.items', { count: group.rows.length })}</span>
            </div>
            {shared && <Sharing sharing={shared} />}
            {group.rows.map((row) => (
              <Row key={row.commandId ?? `${row.kind}-${row.label}-${row.direction}-${row.state}`} row={row} />
            ))}
          </section>
        )
      })}
    </div>
  )
}

function Row({ row }: { row: LedgerRow }) {
  const t = useT()
  const format = useFormat()
  const Shape = icons[row.kind]
  const words = rowWords(row)
  const reason = reasonWords(row)
  return (
    <div className="sync-row">
      <Shape size={17} className="t-3" aria-hidden />
      <span className="sync-row-words">
        <span className="t-clip">
          {t(words.key, words.values)} {row.count > 1 && <span className="t-3 t-number">{t('common.items', { count: row.count })}</span>}
        </span>
        {reason && <span className="t-small t-warn">{t(reason.key, reason.values)}</span>}
      </span>
      <span className="t-2 t-number">{row.bytes === null ? '' : format.bytes(row.bytes)}</span>
      <StatusBadge status={shapes[row.state]}>
        {t(`sync.state.${stateWord(row)}`)} <span className="t-3 t-number">{format.time(row.at, true)}</span>
      </StatusBadge>
    </div>
  )
}
