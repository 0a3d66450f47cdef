// Find in the whole case: one field, hits grouped by where they stand, and what could not be looked into. Enter opens a hit, Alt+Left comes back.
import './search.css'
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { SearchHit } from '#shared/domain/searching.ts'
import { usePlace } from '../../app/place.ts'
import { useDocuments, useStudies } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FindIcon } from '../../ui/icons.ts'
import { groupHits } from './groups.ts'
import { HitGroupList } from './HitGroupList.tsx'
import { placeOf } from './jump.ts'
import { UnreadList } from './UnreadList.tsx'
import { useSearch } from './useSearch.ts'

const KEEP_MS = 400

export function SearchRoom({ caseId, open }: { caseId: string; /** Words looked for last. */ open: string | null }) {
  const t = useT()
  const [words, setWords] = useState(open ?? '')
  const [wantsFirst, setWantsFirst] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const documents = useDocuments(caseId).data ?? []
  const studies = useStudies(caseId).data ?? []
  const answer = useSearch(caseId, words)
  useEffect(() => {
    if (open !== null) setWords(open)
  }, [open])
  // The field is what one came for.
  useEffect(() => field.current?.select(), [])
  useEffect(() => {
    const timer = window.setTimeout(() => usePlace.getState().adjust({ open: words }), KEEP_MS)
    return () => window.clearTimeout(timer)
  }, [words])

  function jump(hit: SearchHit) {
    usePlace.getState().adjust({ open: words })
    usePlace.getState().go(placeOf(caseId, hit), 'jump')
  }
  const openHit = useRef(jump)
  useEffect(() => {
    openHit.current = jump
  })
  function walk(event: KeyboardEvent) {
    const typing = event.target === field.current
    const step = event.key === 'ArrowDown' || (event.key === 'j' && !typing) ? 1 : event.key === 'ArrowUp' || (event.key === 'k' && !typing) ? -1 : 0
    if (event.key === 'Escape' && !typing) field.current?.focus()
    if (step === 0) return
    const rows = [...(results.current?.querySelectorAll<HTMLElement>('.f-hit') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const next = at + step < 0 ? field.current : rows[at + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  const data = words.trim() === '' ? undefined : answer.data
  const groups = data ? groupHits(data.hits) : []
  const first = groups[0]?.hits[0]
  // Enter means the first hit of the words that stand in the field, not of those before.
  useEffect(() => {
    if (!wantsFirst || !answer.isFresh) return
    setWantsFirst(false)
    if (first) openHit.current(first)
  }, [wantsFirst, answer.isFresh, first])
  return (
    // The room takes no focus; arrow keys act from its field and its rows.
    <section className="f-room" aria-label={t('search.title')} data-region tabIndex={-1} onKeyDown={walk}>
      <search className="f-head">
        <TextInput
          ref={field}
          className="f-field"
          size="md"
          aria-label={t('search.field')}
          placeholder={t('search.placeholder')}
          leftSection={<FindIcon size={18} aria-hidden />}
          value={words}
          maxLength={200}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            setWantsFirst(false)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setWantsFirst(true)
          }}
        />
        <output className="t-small t-2 t-number" aria-live="polite">
          {data ? t('search.found', { count: data.total, groups: groups.length }) : t('search.how')}
        </output>
      </search>
      <div ref={results} className="f-results">
        {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
        {data && groups.length === 0 && (
          <p className="f-none">
            {t('search.nothing', { words: words.trim() })} {t('search.searched', { count: data.pages })}
          </p>
        )}
        {groups.map((group) => (
          <HitGroupList key={group.key} group={group} documents={documents} studies={studies} onOpen={jump} />
        ))}
        {data && data.total > data.hits.length && <p className="t-small t-2 f-more">{t('search.more', { count: data.total - data.hits.length })}</p>}
        {data && <UnreadList caseId={caseId} unread={data.unread} documents={documents} />}
      </div>
    </section>
  )
}
