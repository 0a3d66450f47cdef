// The meetings of this person, those to come and going on first, and the form that opens one.
import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DISCIPLINES, type Discipline } from '#shared/domain/panel/panelAct.ts'
import { MEDICAL_ROLES, type User } from '#shared/domain/people.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { AskedOpinions } from './AskedOpinions.tsx'
import { useBoardAction, useMeetings } from './useBoard.ts'

export function BoardList({ me, onOpen }: { me: User; onOpen: (meetingId: string) => void }) {
  const t = useT()
  const format = useFormat()
  const meetings = useMeetings()
  if (meetings.isError) return <ErrorState error={meetings.error} onRetry={() => void meetings.refetch()} />
  if (!meetings.data) return <LoadingLine />
  const mayOpen = MEDICAL_ROLES.includes(me.role) || me.role === 'caseManager'
  return (
    <div className="b-place" data-region tabIndex={-1}>
      <h1 className="t-display">{t('board.title')}</h1>
      <AskedOpinions />
      {meetings.data.length === 0 && <p className="t-2">{t(mayOpen ? 'board.none' : 'board.noneForYou')}</p>}
      {meetings.data.length > 0 && (
        <ul className="b-meetings">
          {meetings.data.map(({ meetingId, title, startsAt, chair, cases, startedAt, endedAt }) => (
            <li key={meetingId}>
              <button type="button" className="b-meeting" onClick={() => onOpen(meetingId)}>
                <strong>{title}</strong>
                <span className="t-2">{[format.instant(startsAt), t('board.chairedBy', { name: chair }), t('board.cases', { count: cases })].join(' · ')}</span>
                <span className="t-small t-2">{t(endedAt ? 'board.ended' : startedAt ? 'board.goingOn' : 'board.toCome')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayOpen && <OpenForm onOpen={onOpen} />}
    </div>
  )
}

const QUORUM: Discipline[] = ['medicalOncology', 'radiationOncology', 'surgery', 'radiology', 'pathology']

function OpenForm({ onOpen }: { onOpen: (meetingId: string) => void }) {
  const t = useT()
  const action = useBoardAction('')
  const [title, setTitle] = useState('')
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [discipline, setDiscipline] = useState<Discipline>('medicalOncology')
  const [quorum, setQuorum] = useState<Discipline[]>(QUORUM)
  const startsAt = instantOf(day, time)
  const options = DISCIPLINES.map((value) => ({ value, label: t(`panel.discipline.${value}`) }))
  return (
    <form
      className="b-form"
      aria-label={t('board.open.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim() && startsAt) void action.open({ title: title.trim(), startsAt, quorum, discipline }).then((view) => view && onOpen(view.meetingId))
      }}
    >
      <h2 className="t-title">{t('board.open.title')}</h2>
      <p className="t-2">{t('board.open.words')}</p>
      <TextInput label={t('board.open.name')} value={title} maxLength={120} onChange={(event) => setTitle(event.currentTarget.value)} />
      <div className="b-pair">
        <DayInput label={t('board.open.day')} value={day} onChange={setDay} />
        <TextInput label={t('board.open.time')} placeholder="14:00" value={time} onChange={(event) => setTime(event.currentTarget.value)} error={time !== '' && !isTime(time) ? t('board.open.timeWrong') : null} />
      </div>
      <Select label={t('board.open.yours')} value={discipline} data={options} allowDeselect={false} onChange={(value) => value && setDiscipline(value as Discipline)} />
      <MultiSelect label={t('board.quorum')} description={t('board.open.quorumHint')} value={quorum} data={options} onChange={(values) => setQuorum(values as Discipline[])} />
      {action.error !== null && <ErrorState error={action.error} />}
      <div>
        <Button type="submit" variant="filled" loading={action.busy} disabled={title.trim() === '' || startsAt === null}>
          {t('board.open.do')}
        </Button>
      </div>
    </form>
  )
}

const isTime = (text: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text.trim())

/** On this workstation's calendar. @returns null until both are there */
function instantOf(day: string, time: string): string | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date || !isTime(time)) return null
  const [hours, minutes] = time.trim().split(':').map(Number)
  return new Date(year, month - 1, date, hours, minutes).toISOString()
}
