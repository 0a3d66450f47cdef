// Laboratory values: what documents state waits left to be confirmed, what was confirmed stands right as line and table, each with its proof.
import './values.css'
import { useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { LabProposal, LabValue } from '#shared/domain/labValue.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { quantitiesOf } from '#shared/domain/labTrend.ts'
import { roomName } from '#shared/casedoc/layout.ts'
import { useEvidence } from '../../app/evidence.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useAnnotations, useNewAnnotation } from '../../data/annotations.ts'
import { client } from '../../data/client.ts'
import { useLabValues } from '../../data/labValues.ts'
import { as, useProfile } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { ProposalList } from './ProposalList.tsx'
import type { Entry } from './ProposalRow.tsx'
import { QuantityView } from './QuantityView.tsx'
import { waiting } from './trend.ts'

/** Of a proof. */
const LONGEST_LABEL = 160
/** Quotes in one question. */
const MOST_ASKED = 500

export function ValuesRoom({ caseId }: { caseId: string }) {
  const t = useT()
  const proposals = useQuery({ queryKey: ['case', caseId, 'proposals'], queryFn: () => client.values.proposals({ caseId: as(caseId) }) })
  const lab = useLabValues(caseId)
  const me = useProfile().data?.me
  const marks = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const newMark = useNewAnnotation()
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const open = useMemo(() => waiting(proposals.data ?? [], lab.values), [proposals.data, lab.values])
  const quantities = useMemo(() => quantitiesOf(lab.values), [lab.values])
  const quantity = quantities.find(({ key }) => key === chosen) ?? quantities[0] ?? null

  /** Where the words of each value stand; as few questions as possible. What is not found keeps its page. */
  async function placesOf(proposals: readonly LabProposal[]): Promise<Map<string, LabValue['anchor']>> {
    const documentIds = [...new Set(proposals.map(({ documentId }) => documentId))]
    const batches = documentIds.flatMap((documentId) => {
      const here = proposals.filter((one) => one.documentId === documentId)
      return Array.from({ length: Math.ceil(here.length / MOST_ASKED) }, (_, n) => ({ documentId, here: here.slice(n * MOST_ASKED, (n + 1) * MOST_ASKED) }))
    })
    const found = await Promise.all(
      batches.map(async ({ documentId, here }) => {
        const places = await client.reading.locate({ caseId: as(caseId), documentId, quotes: here.map(({ page, quote }) => ({ page, quote })) }).catch(() => [])
        return here.map(({ id, sha256, page, quote }, n): [string, LabValue['anchor']] => {
          const place = places[n]
          return [id, { kind: 'passage', documentId, sha256, page: place?.page ?? page, rects: place && place.rects.length > 0 ? place.rects : [[0, 0, 0, 0]], quote }]
        })
      }),
    )
    return new Map(found.flat())
  }
  async function decide(decisions: readonly (readonly [LabProposal, Entry])[], state: LabValue['state']) {
    if (!me) return
    const ids = decisions.map(([{ id }]) => id)
    setBusy((before) => new Set([...before, ...ids]))
    const places = await placesOf(decisions.map(([proposal]) => proposal))
    for (const [{ id, analyte, name, rangeText }, entry] of decisions) {
      const anchor = places.get(id)
      if (anchor) lab.save({ id, state, analyte, name, rangeText, ...entry, anchor, decidedBy: me.id, decidedByName: me.name, decidedAt: isoInstant(Date.now()) })
      if (state === 'confirmed') setChosen(analyte ?? name.toLowerCase())
      else useToasts.getState().show({ words: t('values.leftOut', { name }), undo: () => lab.remove(id) })
    }
    setBusy((before) => new Set([...before].filter((id) => !ids.includes(id))))
  }
  function showSource(anchor: LabValue['anchor']) {
    const marked = anchor.rects.some((rect) => rect.some((n) => n !== 0))
    usePlace.getState().go(casePlace(caseId, 'documents', { open: anchor.documentId, target: { anchor, annotationId: null, ...(marked ? {} : { find: [anchor.quote] }) } }), 'jump')
  }
  /** The place of the value becomes a mark, once, and waits as a proof for the report. */
  const markOf = ({ anchor }: LabValue) => marks.annotations.find((mark) => mark.type === 'highlight' && JSON.stringify(mark.anchor) === JSON.stringify(anchor)) ?? null
  function cite(value: LabValue, words: string) {
    const { anchor } = value
    const known = markOf(value)
    const authored = known ?? newMark?.()
    if (!authored) return
    if (!known) marks.save({ ...authored, type: 'highlight', anchor, category: 'claim', note: words, shape: 'highlight' })
    useEvidence.getState().offer({ annotationId: authored.id, kind: 'passage', label: words.slice(0, LONGEST_LABEL), anchor }, caseId)
    useToasts.getState().show({ words: t('values.cited', { name: words }) })
  }
  if (proposals.isError)
    return (
      <div className="c-empty">
        <ErrorState error={proposals.error} onRetry={() => void proposals.refetch()} />
      </div>
    )
  if (!proposals.data || !lab.ready) return <LoadingLine what={t('values.reading')} />
  return (
    <div className="v-room">
      <ProposalList
        proposals={open}
        decided={lab.values.length}
        readOnly={lab.readOnly}
        busy={busy}
        onConfirm={(decisions) => void decide(decisions, 'confirmed')}
        onLeaveOut={(proposal, entry) => void decide([[proposal, entry]], 'rejected')}
        onSource={({ documentId, sha256, page, quote }) => showSource({ kind: 'passage', documentId, sha256, page, rects: [[0, 0, 0, 0]], quote })}
      />
      <QuantityView caseId={caseId} quantities={quantities} quantity={quantity} readOnly={lab.readOnly} onChoose={setChosen} onSource={showSource} onTakeBack={lab.remove} onCite={cite} markOf={(value) => markOf(value)?.id ?? null} />
    </div>
  )
}
