// The pages that people read instead of the whole report, as files of a package: in plain words for the patient in both languages, what to act on and both opinions for the treating doctor.
// Made from the coded facts of the signed version; which version it was stands on each.
import type { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { dayOnWall, formatLongDate, unbroken } from '#shared/domain/localFormat.ts'
import type { SeenScores } from '#shared/domain/psychology.ts'
import type { ReadingPage, ReadingPages } from '#shared/domain/readingPage.ts'
import { Language } from '#shared/domain/reviewCase.ts'
import { runTask } from '../jobs/workers.ts'
import type { MinutesPrint } from '../reports/pdf/composeMinutes.ts'
import type { Recipient } from '#shared/domain/delivery.ts'
import type { LocalZone } from '#shared/domain/zones.ts'
import { esc, type Page } from './htmlPage.ts'
import { PACKAGE_WORDS } from './packageWords.ts'
import { scorePage } from './scorePage.ts'

export interface ReadingFile {
  /** In the language that it is written in; the menu links it. */
  readonly page: Page & { readonly language: Language; readonly label: string }
  readonly pdf: { readonly name: string; readonly bytes: Uint8Array }
}

interface Made {
  readonly report: CanonicalReport
  readonly contentHash: string
  /** ISO instant. */
  readonly signedAt: string
  readonly zone: LocalZone | undefined
  /** Totals that the patient asked to see; empty for most. */
  readonly seenScores: SeenScores['scores']
}

/** @param pagesIn the version's pages in a language */
export async function readingFiles(recipient: Recipient, made: Made, pagesIn: (language: Language) => Promise<ReadingPages>): Promise<ReadingFile[]> {
  if (recipient === 'sponsor') return []
  const { locale } = made.report
  if (recipient === 'patient') {
    // Their own language first.
    const languages = [locale, ...Language.options.filter((one) => one !== locale)]
    const plain = languages.map(async (language) => fileOf(`in-plain-words-${language}`, (await pagesIn(language)).patient, PACKAGE_WORDS[language].plainWords, made))
    if (made.seenScores.length === 0) return Promise.all(plain)
    const { page, label } = scorePage(made.seenScores, locale)
    return Promise.all([...plain, fileOf('questionnaires', page, label, made)])
  }
  const pages = await pagesIn(locale)
  const { toDo, bothOpinions } = PACKAGE_WORDS[locale]
  return Promise.all([fileOf('to-do', pages.treatingDoctor, toDo, made), fileOf('both-opinions', pages.comparison, bothOpinions, made)])
}

async function fileOf(name: string, page: ReadingPage, label: string, made: Made): Promise<ReadingFile> {
  const pdf = await runTask('derive', 'renderMinutesPdf', printOf(page, made))
  return { page: { file: `${name}.html`, title: page.title, main: markup(page, `${name}.pdf`), language: page.language, label }, pdf: { name: `${name}.pdf`, bytes: pdf.pdf } }
}

function markup({ parts, glossary, language, authorLanguage }: ReadingPage, pdf: string): string {
  const words = PACKAGE_WORDS[language]
  const lang = authorLanguage === language ? '' : ` lang="${authorLanguage}"`
  return [
    `<p class="noprint"><a href="${pdf}">${esc(words.asPdf)}</a></p>`,
    ...parts.map(({ heading, lines, table }) => {
      const rows = table?.rows.map((row) => `<tr>${row.map((text, at) => (at === 0 ? `<th scope="row">${esc(text)}</th>` : `<td>${esc(text)}</td>`)).join('')}</tr>`).join('') ?? ''
      return `<h2>${esc(heading)}</h2>${lines.map(({ text, from, lead }) => `<${lead ? 'h3' : 'p'}${from === 'author' ? lang : ''}>${esc(text)}</${lead ? 'h3' : 'p'}>`).join('')}${table && rows !== '' ? `<table><thead><tr>${table.head.map((text) => `<th scope="col">${esc(text)}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table>` : ''}`
    }),
    glossary.length === 0 ? '' : `<h2>${esc(words.glossary)}</h2><dl>${glossary.map(({ term, meaning }) => `<dt>${esc(term)}</dt><dd>${esc(meaning)}</dd>`).join('')}</dl>`,
  ].join('\n')
}

function printOf(page: ReadingPage, { report, contentHash, signedAt, zone }: Made): MinutesPrint {
  const day = dayOnWall(signedAt, zone)
  const { language } = page
  const words = PACKAGE_WORDS[language]
  const { patient } = report
  const born = patient.birthDate ? `, ${unbroken(formatLongDate(patient.birthDate, language))}` : ''
  const widthsOf = (columns: number) => (columns === 4 ? [0.34, 0.26, 0.16, 0.24] : columns === 5 ? [0.3, 0.26, 0.16, 0.14, 0.14] : columns === 6 ? [0.175, 0.185, 0.21, 0.12, 0.19, 0.12] : Array.from({ length: columns }, () => 1 / columns))
  return {
    language,
    day,
    title: page.title,
    subtitle: [`${`${patient.givenName} ${patient.familyName}`.trim()}${born}`, `${report.issuer ?? report.programme.name} · ${report.caseNumber} · ${words.version} ${report.reportNumber}, ${formatLongDate(day, language)}`],
    parts: [
      ...page.parts.map(({ heading, lines, table }) => ({ heading, lines: lines.map(({ text }) => text), leads: lines.flatMap(({ lead }, at) => (lead ? [at] : [])), table: table && table.rows.length > 0 ? { widths: widthsOf(table.head.length), rows: [table.head, ...table.rows] } : null })),
      ...(page.glossary.length === 0 ? [] : [{ heading: words.glossary, lines: page.glossary.map(({ term, meaning }) => `${term}: ${meaning}`), table: null }]),
    ],
    footer: `${words.madeFrom(report.caseNumber, report.reportNumber)} SHA-256 ${contentHash.slice(0, 16)}`,
  }
}
