// Beside the report: what the patient reads, what the treating doctor reads, both opinions on one page. Made from the coded facts as they are stored now.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { ReadingPage, ReadingPages } from '#shared/domain/readingPage.ts'
import type { Report } from '#shared/domain/report.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { useReadingPages } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon } from '../../ui/icons.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { Changes } from './Changes.tsx'

const PAGES = ['patient', 'treatingDoctor', 'comparison'] as const satisfies readonly (keyof ReadingPages)[]

export function ReadingPanel({ report, reports, onClose }: { report: Report; reports: readonly Report[]; onClose(): void }) {
  const t = useT()
  const [which, setWhich] = useState<(typeof PAGES)[number] | 'changes'>('patient')
  const others = reports.filter(({ id }) => id !== report.id)
  const offered = others.length > 0 ? ([...PAGES, 'changes'] as const) : PAGES
  const [language, setLanguage] = useState<Language>(report.language)
  const pages = useReadingPages(report.caseId, report.id, language)
  return (
    <aside className="r-reading" aria-label={t('report.reading.title')} data-region tabIndex={-1}>
      <div className="r-reading-tools">
        <SegmentedControl size="xs" aria-label={t('report.reading.title')} value={which} onChange={(value) => setWhich(offered.find((one) => one === value) ?? 'patient')} data={offered.map((value) => ({ value, label: t(`report.reading.${value}`) }))} />
        {which !== 'changes' && <SegmentedControl size="xs" aria-label={t('report.reading.language')} value={language} onChange={(value) => setLanguage(value === 'es' ? 'es' : 'en')} data={(['en', 'es'] as const).map((value) => ({ value, label: t(`language.${value}`) }))} />}
        <span className="c-spacer" />
        <ToolButton label={t('report.reading.close')} icon={CloseIcon} onClick={onClose} />
      </div>
      {which === 'changes' ? <Changes report={report} others={others} /> : pages.data ? <Page page={pages.data[which]} /> : pages.error ? <ErrorState error={pages.error} onRetry={() => void pages.refetch()} /> : <LoadingLine />}
    </aside>
  )
}

/** The same sentence may stand under several options: told apart by how often it came before. */
function keyed(lines: ReadingPage['parts'][number]['lines']) {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const count = (seen.get(line.text) ?? 0) + 1
    seen.set(line.text, count)
    return { ...line, key: `${line.text}#${count}` }
  })
}

function Page({ page }: { page: ReadingPage }) {
  const t = useT()
  const { readability } = page
  return (
    <article className="r-reading-page" lang={page.language} aria-label={page.title}>
      <h2 className="t-display">{page.title}</h2>
      {readability.value !== null && (
        <p className="t-small t-3">{t('report.reading.ease', { index: t(`report.reading.${readability.index}`), value: Math.round(readability.value), words: readability.words })}</p>
      )}
      {page.parts.map(({ key, heading, lines, table }) => (
        <section key={key}>
          <h3 className="t-heading">{heading}</h3>
          {keyed(lines).map(({ key: place, text, from, lead }) => (
            <p key={place} className="t-reading" data-from={from} {...(from === 'author' ? { lang: page.authorLanguage } : {})}>
              {lead ? <strong>{text}</strong> : text}
            </p>
          ))}
          {table && table.rows.length > 0 && (
            <table>
              <thead>
                <tr>
                  {table.head.map((head) => (
                    <th key={head} scope="col" className="t-micro t-3">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row) => (
                  <tr key={row.join('|')}>
                    {row.map((cell, i) => (i === 0 ? <th key={table.head[i]} scope="row">{cell}</th> : <td key={table.head[i]}>{cell}</td>))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
      {page.glossary.length > 0 && (
        <section>
          <h3 className="t-heading">{t('report.reading.glossary')}</h3>
          <dl>
            {page.glossary.map(({ term, meaning }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </article>
  )
}
