// Values that two people changed differently: both halves equal, nothing chosen beforehand, a reason, keys 1 and 2.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConflictCard } from '#shared/contract/workstation/sync.contract.ts'
import { client } from '../../data/client.ts'
import { queryClient, useWorkList, useConflicts } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { valueWords } from './valueWords.ts'

const SHORTEST = 3
/** A value of more letters is read as text and not as a figure. */
const LONG_VALUE = 48

export function ConflictCards() {
  const cards = useConflicts().data ?? []
  return cards.map((card) => <Card key={card.id} card={card} />)
}

function Card({ card }: { card: ConflictCard }) {
  const t = useT()
  const cases = useWorkList({ filter: 'all', limit: 200 }).data?.lines ?? []
  const reviewCase = cases.find((line) => line.reviewCase.id === card.caseId)?.reviewCase
  const [reason, setReason] = useState('')
  const { busy, error, run } = useRun()
  const field = t(`sync.field.${card.field}`)
  const title = `${field} · ${reviewCase?.caseNumber ?? ''}`
  const ready = reason.trim().length >= SHORTEST && !busy

  async function decide(choice: 'mine' | 'theirs') {
    if (!ready) return
    await run(async () => {
      await client.sync.decide({ caseId: card.caseId, conflictId: card.id, choice, reason: reason.trim() })
      await queryClient.invalidateQueries({ queryKey: ['sync'] })
    })
  }
  return (
    <section
      className="c-card conflict"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement) return
        if (event.key === '1') void decide('mine')
        if (event.key === '2') void decide('theirs')
      }}
    >
      <header>
        <h2 className="t-heading">{t('sync.conflict.title', { field })}</h2>
        <p className="t-small t-3 private">{reviewCase ? `${reviewCase.patient.familyName} · ${reviewCase.caseNumber}` : ''}</p>
      </header>
      <p className="t-small t-2">
        {t('sync.conflict.before')} <span className="private">{valueWords(card.base, t)}</span>
      </p>
      <div className="conflict-halves">
        <Half said={card.mine} place={t('sync.conflict.mine')} />
        <Half said={card.theirs} place={t('sync.conflict.theirs')} />
      </div>
      <TextInput label={t('sync.conflict.reason')} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className="conflict-halves">
        <Button variant="default" disabled={!ready} onClick={() => void decide('mine')} rightSection={<Kbd keys="1" />}>
          {t('sync.conflict.useMine')}
        </Button>
        <Button variant="default" disabled={!ready} onClick={() => void decide('theirs')} rightSection={<Kbd keys="2" />}>
          {t('sync.conflict.useTheirs')}
        </Button>
      </div>
      <p className="t-small t-3">{t('sync.conflict.consequence')}</p>
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}

function Half({ said, place }: { said: ConflictCard['mine']; place: string }) {
  const t = useT()
  const format = useFormat()
  const value = valueWords(said.value, t)
  return (
    <div className="conflict-half">
      <span className="t-small t-3">
        {said.by || t('sync.conflict.unknown')} · {format.instant(said.at)}
      </span>
      <strong className="conflict-value private" data-long={value.length > LONG_VALUE || undefined}>
        {value}
      </strong>
      <span className="t-small t-3">{place}</span>
    </div>
  )
}
