// A guideline or article that the case did not bring, stated by hand: which edition, when it was read, and the words somebody relies on. Its address stays words.
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

interface CiteFormProps {
  caseId: string
  onDone(document: SourceDocument): void
  onCancel(): void
}

const EMPTY = { title: '', publisher: '', version: '', link: '', words: '' }
const LONGEST = { title: 200, publisher: 160, version: 60, link: 300, words: 20_000 } as const

export function CiteForm({ caseId, onDone, onCancel }: CiteFormProps) {
  const t = useT()
  const act = useAct(caseId)
  const [draft, setDraft] = useState(EMPTY)
  const [accessedOn, setAccessedOn] = useState(() => isoInstant(Date.now()).slice(0, 10))
  const isWhole = draft.title.trim().length >= 3 && draft.publisher.trim() !== '' && draft.version.trim() !== '' && accessedOn !== '' && draft.words.trim().length >= 3
  const field = (name: keyof typeof EMPTY) => ({
    label: t(`documents.cite.${name}`),
    maxLength: LONGEST[name],
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  async function save() {
    let made: SourceDocument | null = null
    const { words, ...work } = draft
    const isDone = await act.run(async () => {
      made = await client.documentDesk.cite({ caseId: as(caseId), citation: { ...work, accessedOn }, words })
    })
    if (isDone && made) onDone(made)
  }
  return (
    <form
      className="d-cite"
      aria-labelledby="d-cite-title"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) void save()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <h2 id="d-cite-title" className="t-title">
        {t('documents.cite.open')}
      </h2>
      <p className="t-2">{t('documents.cite.about')}</p>
      <TextInput {...field('title')} required data-autofocus autoFocus />
      <div className="d-cite-pair">
        <TextInput {...field('publisher')} required />
        <TextInput {...field('version')} required />
      </div>
      <div className="d-cite-pair">
        <TextInput {...field('link')} description={t('documents.cite.linkHint')} />
        <DayInput label={t('documents.cite.accessed')} description={t('documents.cite.accessedHint')} value={accessedOn} onChange={setAccessedOn} />
      </div>
      <Textarea {...field('words')} required autosize minRows={6} maxRows={16} description={t('documents.cite.wordsHint')} />
      {act.error !== null && <ErrorState error={act.error} />}
      <div className="d-cite-actions">
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!isWhole} loading={act.busy}>
          {t('documents.cite.save')}
        </Button>
      </div>
    </form>
  )
}
