// Fetches studies from an image archive: find by patient or date, choose, fetch with progress, take in. Nothing is asked of it without a press of a button.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asksForSomething, type FoundStudy } from '#shared/domain/imageArchive.ts'
import { client } from '../../../data/client.ts'
import { as, useArchive } from '../../../data/queries.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useT } from '../../../i18n/useT.ts'
import { DayInput } from '../../../ui/DayInput.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingLine } from '../../../ui/LoadingLine.tsx'
import { ArchiveSource } from './ArchiveSource.tsx'
import { PullList } from './PullList.tsx'
import { usePulls } from './usePulls.ts'

interface ArchiveViewProps {
  caseId: string
  onClose(): void
}

const NOTHING = { PatientID: '', PatientName: '', from: '', to: '', AccessionNumber: '' }

export function ArchiveView({ caseId, onClose }: ArchiveViewProps) {
  const t = useT()
  const source = useArchive()
  const pulls = usePulls()
  const [isChanging, setChanging] = useState(false)
  const [query, setQuery] = useState(NOTHING)
  const [found, setFound] = useState<{ studies: readonly FoundStudy[]; truncated: boolean } | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isAsking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isEmpty = !asksForSomething(query)
  const field = (name: 'PatientID' | 'PatientName' | 'AccessionNumber') => (
    <TextInput label={t(`imaging.archive.${name}`)} value={query[name]} maxLength={name === 'PatientName' ? 120 : 32} onChange={(event) => setQuery({ ...query, [name]: event.currentTarget.value })} />
  )

  async function find(event: FormEvent) {
    event.preventDefault()
    if (isEmpty || isAsking) return
    setAsking(true)
    setError(null)
    setChosen([])
    try {
      setFound(await client.archive.find(query))
    } catch (cause) {
      setFound(null)
      setError(cause)
    } finally {
      setAsking(false)
    }
  }
  async function fetchChosen() {
    setError(null)
    try {
      await client.archive.pull({ studies: [...chosen], caseId: as(caseId) })
      setChosen([])
    } catch (cause) {
      setError(cause)
    }
    pulls.refresh()
  }

  return (
    <section className="i-hanging" aria-label={t('imaging.archive.title')}>
      <header>
        <h2 className="t-title">{t('imaging.archive.title')}</h2>
        {source.data && <span className="t-small t-3">{source.data.name}</span>}
        <span className="c-spacer" />
        {source.data && (
          <Button variant="default" onClick={() => setChanging(!isChanging)}>
            {t('imaging.archive.change')}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </header>
      <div className="i-archive">
        {source.isPending ? <LoadingLine /> : !source.data || isChanging ? (
          <ArchiveSource source={source.data ?? null} onSaved={() => {
            setChanging(false)
            setFound(null)
          }} />
        ) : (
          <>
            <PullList pulls={pulls} />
            <form className="i-ask" onSubmit={(event) => void find(event)}>
              {field('PatientID')}
              {field('PatientName')}
              {field('AccessionNumber')}
              <DayInput label={t('imaging.archive.from')} value={query.from} onChange={(from) => setQuery({ ...query, from })} />
              <DayInput label={t('imaging.archive.to')} value={query.to} onChange={(to) => setQuery({ ...query, to })} />
              <Button type="submit" loading={isAsking} disabled={isEmpty}>
                {t('imaging.archive.find')}
              </Button>
            </form>
            <p className="t-small t-3">{t('imaging.archive.leaves', { name: source.data.name })}</p>
            {error ? <ErrorState error={error} /> : null}
            {found && <FoundList found={found} chosen={chosen} onChosen={setChosen} />}
            {found && found.studies.length > 0 && (
              <Button disabled={chosen.length === 0} onClick={() => void fetchChosen()}>
                {t('imaging.archive.fetch', { count: chosen.length })}
              </Button>
            )}
          </>
        )}
      </div>
    </section>
  )
}

interface FoundListProps {
  found: { studies: readonly FoundStudy[]; truncated: boolean }
  chosen: readonly string[]
  onChosen(chosen: readonly string[]): void
}

function FoundList({ found, chosen, onChosen }: FoundListProps) {
  const t = useT()
  const format = useFormat()
  if (found.studies.length === 0) return <p className="t-2">{t('imaging.archive.none')}</p>
  return (
    <>
      <table className="i-found">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">{t('imaging.archive.choose')}</span>
            </th>
            {(['date', 'patient', 'born', 'what', 'objects'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`imaging.archive.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.studies.map((study) => {
            const isChosen = chosen.includes(study.StudyInstanceUID)
            const date = study.studyDate ? format.date(study.studyDate) : t('imaging.studyUndated')
            return (
              <tr key={study.StudyInstanceUID}>
                <td>
                  <Checkbox
                    aria-label={t('imaging.archive.chooseOne', { date, what: study.StudyDescription || study.modalities.join(', ') })}
                    checked={isChosen}
                    onChange={() => onChosen(isChosen ? chosen.filter((uid) => uid !== study.StudyInstanceUID) : [...chosen, study.StudyInstanceUID].slice(0, 50))}
                  />
                </td>
                <td>{date}</td>
                <td>
                  <span className="private">{study.PatientName || t('common.notStated')}</span> <span className="t-small t-3 private">{study.PatientID}</span>
                </td>
                <td className="private">{study.PatientBirthDate ? format.date(study.PatientBirthDate) : t('common.notStated')}</td>
                <td>{[study.modalities.join(' '), study.StudyDescription].filter(Boolean).join(' · ')}</td>
                <td>{study.instances === null ? t('common.notStated') : format.number(study.instances)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {found.truncated && <p className="t-small i-warn">{t('imaging.archive.truncated')}</p>}
    </>
  )
}
