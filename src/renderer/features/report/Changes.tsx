// What the report says otherwise than another of its versions: taken out and put in, section by section.
import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Report } from '#shared/domain/report.ts'
import { useRedline } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'

/** @param others every other version, newest first, at least one */
export function Changes({ report, others }: { report: Report; others: readonly Report[] }) {
  const t = useT()
  const replaced = others.find(({ id }) => id === report.replaces) ?? others[0]
  const [chosen, setChosen] = useState(replaced?.id ?? null)
  const redline = useRedline(report.caseId, report.id, chosen)
  return (
    <article className="r-reading-page" lang={report.language} aria-label={t('report.reading.changes')}>
      <Select
        lang={t.language}
        label={t('report.changes.against')}
        allowDeselect={false}
        value={chosen}
        onChange={(id) => setChosen(others.find((one) => one.id === id)?.id ?? null)}
        data={others.map(({ id, number, status }) => ({ value: id, label: `${t('report.version.name', { number })} · ${t(`report.status.${status}`)}` }))}
      />
      {redline.data ? (
        <>
          {redline.data.sections.length === 0 && <p lang={t.language}>{t('report.changes.none')}</p>}
          {redline.data.sections.map(({ key, number, title, lines }) => (
            <section key={key}>
              <h3 className="t-heading">
                {number} {title}
              </h3>
              {lines.map((parts) => (
                <p key={parts.map(({ kind, text }) => `${kind} ${text}`).join('|')} className="t-reading r-redline">
                  {parts.map(({ kind, text }, n) => {
                    const place = `${n} ${kind}`
                    return kind === 'added' ? <ins key={place}>{text}</ins> : kind === 'removed' ? <del key={place}>{text}</del> : <span key={place}>{text}</span>
                  })}
                </p>
              ))}
            </section>
          ))}
        </>
      ) : redline.error ? (
        <ErrorState error={redline.error} onRetry={() => void redline.refetch()} />
      ) : (
        <LoadingLine />
      )}
    </article>
  )
}
