// During the call: each question ticked, what was said, and what the patient understood in their own words. The result becomes an addendum that is signed.
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { PatientQuestion } from '#shared/domain/reviewCase.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { as, useSignOffs } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { DeliveryDesk } from './useDelivery.ts'
import { Wishes } from './Wishes.tsx'

export function CallCompanion({ desk, questions }: { desk: DeliveryDesk; questions: readonly PatientQuestion[] }) {
  const t = useT()
  const go = usePlace((state) => state.go)
  const newest = useSignOffs(desk.caseId).data?.find(({ state }) => state === 'final' || state === 'awaitingCountersignature')
  const [error, setError] = useState<unknown>(null)
  // Nothing is added to a version that counts no more.
  const isWithdrawn = desk.view.gates.some(({ closed }) => closed.includes('signed'))
  const done = desk.view.notes.filter(({ discussed }) => discussed).length
  async function addendum() {
    if (!newest) return
    setError(null)
    try {
      await client.delivery.openAddendum({ caseId: as(desk.caseId), reportId: newest.reportId })
      // Whoever has gone elsewhere meanwhile is not taken away from there.
      const { place } = usePlace.getState()
      if (place.view === 'case' && place.caseId === desk.caseId && place.tab === 'delivery') go(casePlace(desk.caseId, 'report', { section: 'followUp' }), 'jump')
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <section className="y-card" aria-label={t('delivery.companion.title')}>
      <h2 className="t-heading">{t('delivery.companion.title')}</h2>
      <p className="t-small t-2">{t('delivery.companion.done', { done, of: questions.length })}</p>
      <Wishes wishes={desk.view.wishes} />
      <ol className="y-questions">
        {questions.map((question) => (
          <Question key={question.number} desk={desk} question={question} />
        ))}
      </ol>
      {error !== null && <ErrorState error={error} />}
      <Button variant="default" disabled={done === 0 || !newest || isWithdrawn} onClick={() => void addendum()}>
        {t('delivery.companion.addendum')}
      </Button>
    </section>
  )
}

function Question({ desk, question }: { desk: DeliveryDesk; question: PatientQuestion }) {
  const t = useT()
  const kept = desk.view.notes.find((note) => note.question === question.number)
  const [open, setOpen] = useState(false)
  // Its own: a note that is left while the tick is still on its way must not take the tick back.
  const [discussed, setDiscussed] = useState(kept?.discussed ?? false)
  const [note, setNote] = useState(kept?.note ?? '')
  const [teachBack, setTeachBack] = useState(kept?.teachBack ?? '')
  const save = (ticked = discussed) => desk.change(() => client.delivery.noteCall({ caseId: as(desk.caseId), question: question.number, discussed: ticked, note, teachBack }))
  const words = question.standard ? t(`question.${question.standard}`) : question.text
  return (
    <li className="y-question">
      <Checkbox
        label={`${question.number}. ${words}`}
        checked={discussed}
        onChange={(event) => {
          const ticked = event.currentTarget.checked
          setOpen(true)
          setDiscussed(ticked)
          void save(ticked).then((ok) => ok || setDiscussed(!ticked))
        }}
      />
      {open || note !== '' || teachBack !== '' ? (
        <div className="y-question-notes">
          <Textarea label={t('delivery.companion.note')} autosize minRows={1} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} onBlur={() => void save()} />
          <Textarea label={t('delivery.companion.teachBack')} autosize minRows={1} maxLength={2000} value={teachBack} onChange={(event) => setTeachBack(event.currentTarget.value)} onBlur={() => void save()} />
        </div>
      ) : null}
    </li>
  )
}
