// The work list: filters, cases in the order in which they need someone, and why the selected one is mine.
import './worklist.css'
import { useMediaQuery } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useRegister } from '../../app/useRegister.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { useCases } from '../../data/queries.ts'
import { today } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Split, type SplitPanel } from '../../ui/Split.tsx'
import { CaseList } from './CaseList.tsx'
import { CasePreview } from './CasePreview.tsx'
import { belongsTo, type Filter, inOrder } from './caseState.ts'
import { Filters } from './Filters.tsx'
import { ListHeader } from './ListHeader.tsx'
import { usePins } from './usePins.ts'

export function Worklist() {
  const t = useT()
  const cases = useCases()
  const narrow = useMediaQuery('(max-width: 1359px)', false, { getInitialValueInEffect: false })
  const { ready, sizes, remember } = usePanelSizes(narrow ? 'worklist.narrow' : 'worklist')
  const [filter, setFilter] = useState<Filter>('all')
  const [text, setText] = useState('')
  const [previewShown, setPreviewShown] = useState(false)
  const { pinned, toggle } = usePins()
  const place = usePlace((s) => s.place)
  const go = usePlace((s) => s.go)
  const findField = useRef<HTMLInputElement>(null)
  const selectedId = place.view === 'worklist' ? place.selectedCaseId : null

  const shown = useMemo(() => {
    const day = today()
    const fits = (line: CaseLine) => belongsTo(line, filter, day) && matches(line, text)
    return inOrder((cases.data ?? []).filter(fits), pinned)
  }, [cases.data, filter, text, pinned])
  const selected = shown.find((line) => line.reviewCase.id === selectedId) ?? shown[0] ?? null

  const commands = useMemo(
    () => [{ id: 'worklist.find', keys: '/', scope: 'global' as const, run: () => findField.current?.focus() }],
    [],
  )
  useRegister(commands)

  if (cases.error && !cases.data)
    return (
      <div className="c-empty">
        <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />
      </div>
    )
  if (!cases.data || !ready) return <LoadingLine />

  const select = (caseId: string) => go({ view: 'worklist', selectedCaseId: caseId })
  const list = (
    <section className="worklist-middle" aria-label={t(`worklist.filter.${filter}`)} data-region tabIndex={-1}>
      <ListHeader title={t(`worklist.filter.${filter}`)} count={shown.length} text={text} onText={setText} findField={findField} />
      <CaseList
        lines={shown}
        all={cases.data.length}
        pinned={pinned}
        selected={selected}
        onSelect={select}
        onOpen={(caseId) => go(casePlace(caseId, 'overview'))}
        onPin={toggle}
        onPreview={() => setPreviewShown((was) => !was)}
        onShowAll={() => {
          setFilter('all')
          setText('')
        }}
      />
    </section>
  )
  const preview = selected && <CasePreview key={selected.reviewCase.id} line={selected} />
  const panels: SplitPanel[] = [
    { id: 'filters', label: t('worklist.filters'), size: '208px', min: '160px', max: '300px', content: <Filters lines={cases.data} chosen={filter} onChoose={setFilter} /> },
    { id: 'list', label: t('worklist.filter.all'), min: '480px', content: list },
    ...(narrow ? [] : [{ id: 'preview', label: t('worklist.preview'), size: '322px', min: '280px', max: '560px', content: preview }]),
  ]
  return (
    <div className="worklist">
      <Split id="worklist" panels={panels} sizes={sizes} onSizes={remember} />
      {narrow && previewShown && preview && <div className="worklist-overlay">{preview}</div>}
    </div>
  )
}

function matches(line: CaseLine, text: string): boolean {
  const fold = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const { patient, caseNumber, condition } = line.reviewCase
  const all = fold(`${patient.familyName} ${patient.givenName} ${caseNumber} ${condition}`)
  return fold(text).split(/\s+/).every((word) => all.includes(word))
}
