// Left column: filters with their counts, and what the cases take on this device.
import type { WorkListPage } from '#shared/contract/workstation/cases.contract.ts'
import type { Filter } from '#shared/domain/workList.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import type { Icon } from '../../ui/Icon.ts'
import { CheckIcon, DueSoonIcon, ImportIcon, MissingDocumentIcon, PersonIcon, QuarantineIcon, SignIcon, WorklistIcon } from '../../ui/icons.ts'

const MINE: readonly [Filter, Icon][] = [
  ['waitingForMe', PersonIcon],
  ['toSign', SignIcon],
]
const SERVICE: readonly [Filter, Icon][] = [
  ['all', WorklistIcon],
  ['intake', ImportIcon],
  ['needsData', MissingDocumentIcon],
  ['dueSoon', DueSoonIcon],
  ['setAside', QuarantineIcon],
  ['closed', CheckIcon],
]

interface FiltersProps {
  counts: WorkListPage['counts']
  bytes: number
  chosen: Filter
  onChoose: (filter: Filter) => void
}

export function Filters({ counts, bytes, chosen, onChoose }: FiltersProps) {
  const t = useT()
  const format = useFormat()
  const group = (title: string, entries: readonly [Filter, Icon][]) => (
    <section>
      <h2 className="filter-group">{title}</h2>
      {entries.map(([filter, Shape]) => (
        <button key={filter} type="button" className="filter" aria-pressed={filter === chosen} onClick={() => onChoose(filter)}>
          <Shape size={16} aria-hidden />
          <span className="c-spacer">{t(`worklist.filter.${filter}`)}</span>
          <span className="t-small t-3 t-number">{format.number(counts[filter] ?? 0)}</span>
        </button>
      ))}
    </section>
  )
  return (
    <nav className="filters" aria-label={t('worklist.filters')} data-region tabIndex={-1}>
      {group(t('worklist.mine'), MINE)}
      {group(t('worklist.service'), SERVICE)}
      <section>
        <h2 className="filter-group">{t('worklist.device')}</h2>
        <p className="filter-note">{t('worklist.deviceBytes', { size: format.bytes(bytes) })}</p>
      </section>
    </nav>
  )
}
