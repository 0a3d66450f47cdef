// What a running import asks: the same bundle again, or an archive's password. In the page, where the work is; nothing is decided by default.
import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { JobAnswer, JobQuestion } from '#shared/contract/workstation/jobs.contract.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { settleJob } from './uploads.ts'

interface QuestionProps<K extends JobQuestion['kind']> {
  question: Extract<JobQuestion, { kind: K }>
  answer(given: JobAnswer): Promise<boolean>
}

export function JobQuestions({ jobId, question }: { jobId: string; question: JobQuestion }) {
  const [error, setError] = useState<unknown>(null)
  async function answer(given: JobAnswer): Promise<boolean> {
    setError(null)
    try {
      await client.jobs.answer({ jobId: as(jobId), answer: given })
      return true
    } catch (failure) {
      setError(failure)
      return false
    }
  }
  return (
    <section className="import-question" aria-labelledby="import-question">
      {question.kind === 'sameBundle' ? <SameBundle question={question} answer={answer} onOpened={() => settleJob(jobId)} /> : <Password key={String(question.again)} question={question} answer={answer} />}
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}

function SameBundle({ question, answer, onOpened }: QuestionProps<'sameBundle'> & { onOpened(): void }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const { caseId, caseNumber, shared, total } = question
  const choose = async (choice: 'open' | 'add' | 'separate') => {
    if (!(await answer({ kind: 'sameBundle', choice })) || choice !== 'open') return
    // Nothing is taken in, and that is what was wanted: no news of it.
    onOpened()
    go(casePlace(caseId, 'overview'))
  }
  return (
    <>
      <h2 id="import-question" className="t-title">
        {t('import.same.title', { caseNumber })}
      </h2>
      <p>{t('import.same.words', { count: shared, total, caseNumber })}</p>
      <div className="import-actions">
        <Button variant="filled" data-autofocus onClick={() => void choose('open')}>
          {t('import.same.open')}
        </Button>
        <Button onClick={() => void choose('add')}>{t('import.same.add')}</Button>
        <Button variant="subtle" onClick={() => void choose('separate')}>
          {t('import.same.separate')}
        </Button>
      </div>
      <p className="t-small t-3">{t('import.same.hint')}</p>
    </>
  )
}

function Password({ question, answer }: QuestionProps<'password'>) {
  const t = useT()
  const [password, setPassword] = useState('')
  return (
    <form
      className="import-decision"
      onSubmit={(event) => {
        event.preventDefault()
        void answer({ kind: 'password', password })
      }}
    >
      <h2 id="import-question" className="t-title">
        {t('import.password.title')}
      </h2>
      <p className="t-2 import-name">{t('import.password.words', { name: question.name })}</p>
      <PasswordInput label={t('import.password.label')} value={password} error={question.again ? t('item.wrongPassword') : undefined} autoComplete="off" data-autofocus onChange={(event) => setPassword(event.currentTarget.value)} />
      <div className="import-actions">
        <Button type="submit" variant="filled" disabled={password === ''}>
          {t('import.password.open')}
        </Button>
        <Button variant="subtle" onClick={() => void answer({ kind: 'password', password: null })}>
          {t('import.password.skip')}
        </Button>
      </div>
    </form>
  )
}
