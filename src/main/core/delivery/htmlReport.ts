// The report as pages: first the answers, then the whole, then what the treating doctor needs, then the sources. From the scoped content alone.
import { sectionBlocks } from '#shared/domain/canonicalLists.ts'
import type { CanonicalAnswer, CanonicalBlock, CanonicalInline, CanonicalProof, CanonicalReport, CanonicalSection } from '#shared/domain/canonicalReport.ts'
import { leadsComparison } from '#shared/domain/difference.ts'
import { formatDate, formatInstant } from '#shared/domain/localFormat.ts'
import { altOf, placeOf, valuesOf } from '../reports/pdf/proofWords.ts'
import type { PrintStamp } from '../reports/pdf/stampWords.ts'
import { PRINT_WORDS, type PrintWords } from '../reports/pdf/words.ts'
import { chartFigure } from './chartSvg.ts'
import { esc, type Page } from './htmlPage.ts'
import { PACKAGE_WORDS } from './packageWords.ts'
import type { ScopedReport } from '#shared/domain/delivery.ts'
import type { LocalZone } from '#shared/domain/zones.ts'

export interface PackageFacts {
  readonly signerName: string
  readonly signedAt: string
  readonly zone?: LocalZone | undefined
  readonly contentHash: string
  readonly freeVisitUntil: string | null
  /** A later event counts more than this version; `hasCopy`: a stamped copy of the PDF goes along. */
  readonly stamp: PrintStamp | null
  readonly hasCopy: boolean
  /** File names of the proofs' pictures by number. */
  readonly pictures: ReadonlyMap<number, string>
}

export function startPage({ report, isWhole, leftOut }: ScopedReport, facts: PackageFacts): Page {
  const words = PACKAGE_WORDS[report.locale]
  const print = PRINT_WORDS[report.locale]
  const asked = report.answers.filter((one) => one.asked)
  const rows = asked.map((one) => `<tr><td>${one.number}</td><th scope="row">${esc(one.question)}</th><td>${esc(shortAnswer(one, print))}</td><td>${esc(one.confidenceLabel ?? '')}</td></tr>`).join('')
  const comparison = report.sections.find(({ key }) => key === 'comparison')
  const steps = report.sections.filter(({ kind, key }) => kind === 'medicalRecommendations' || kind === 'psychologicalRecommendations' || key === 'followUp')
  return {
    file: 'index.html',
    title: report.title,
    main: [
      `<p class="soft">${esc(report.subtitle)}</p>`,
      `<p class="meta">${esc(words.signedBy)} ${esc(facts.signerName)}, ${esc(formatInstant(facts.signedAt, report.locale, facts.zone))} · ${esc(words.version)} ${report.reportNumber}</p>`,
      isWhole || facts.hasCopy ? `<p><a href="report.pdf">${esc(facts.hasCopy ? words.stampedFile : words.signedFile)}</a></p>` : `<div class="box"><p>${esc(words.extract)} <code>${facts.contentHash}</code></p>${leftOut.length > 0 ? `<p>${esc(words.without)}: ${leftOut.map((one) => esc(words.leftOut[one])).join(', ')}.</p>` : ''}</div>`,
      `<h2>${esc(words.shortAnswers)}</h2><table><thead><tr><th scope="col">#</th><th scope="col">${esc(words.question)}</th><th scope="col">${esc(words.answer)}</th><th scope="col">${esc(words.sure)}</th></tr></thead><tbody>${rows}</tbody></table>`,
      comparison && comparison.fields.length > 0 ? `<h2>${esc(words.changed)}</h2>${sectionFields(comparison)}${blocks(sectionBlocks(comparison), print)}` : '',
      ...steps.map((section) => `<h2>${esc(section.title)}</h2>${section.noneBecause ? `<p><em>${esc(section.noneBecause)}</em></p>` : ''}${blocks(sectionBlocks(section), print)}`),
      `<h2>${esc(words.questionsForDoctor)}</h2><ul>${words.questions.map((one) => `<li>${esc(one)}</li>`).join('')}</ul>`,
      facts.freeVisitUntil ? `<p>${esc(words.freeVisit)} ${esc(formatDate(facts.freeVisitUntil, report.locale))}.</p>` : '',
      legal(report),
    ].join('\n'),
  }
}

export function wholePage({ report }: ScopedReport, facts: PackageFacts): Page {
  const words = PACKAGE_WORDS[report.locale]
  const print = PRINT_WORDS[report.locale]
  const { patient } = report
  const identity: [string, string][] = [
    [print.requested, report.requestedOn ? formatDate(report.requestedOn, report.locale) : print.notStated],
    [print.identifiers, patient.identifiers.map(({ issuer, value }) => (issuer ? `${value} (${issuer})` : value)).join('; ') || print.notStated],
    [print.condition, report.condition || print.notStated],
    [print.allergies, report.allergies === null ? print.notStated : report.allergies.join('; ') || print.noAllergies],
    ...(report.patientWords.trim() === '' ? [] : [[print.patientWords, report.patientWords.trim()] as [string, string]]),
  ]
  const sections = report.sections
    .filter(({ kind }) => kind !== 'signatures')
    .map((section) => {
      const answers = section.kind === 'questions' ? report.answers.filter(({ asked }) => asked).map((one) => `<h3>${one.number}. ${esc(one.question)}</h3><p>${esc(shortAnswer(one, print))} <span class="soft">${esc(one.confidenceLabel ?? '')}</span></p>${blocks(one.body, print, facts.pictures)}`).join('') : ''
      const inner = `${sectionFields(section)}${section.noneBecause ? `<p><em>${esc(print.leftEmpty)}${esc(section.noneBecause)}</em></p>` : ''}${answers}${blocks(sectionBlocks(section), print, facts.pictures)}`
      return inner === '' ? '' : `<section aria-labelledby="s-${esc(section.key)}"><h2 id="s-${esc(section.key)}">${section.number} ${esc(section.title)}</h2>${inner}</section>`
    })
  return {
    file: 'report.html',
    title: words.whole,
    main: [
      fieldList(identity.map(([label, display]) => ({ label, display }))),
      ...sections,
      report.proofs.length === 0 ? '' : `<h2 id="proofs">${esc(print.proofIndex)}</h2>${report.proofs.map((proof) => proofFigure(proof, facts.pictures.get(proof.number), report, print)).join('')}`,
      `<h2>${esc(print.signatures)}</h2>${fieldList([{ label: print.signedBy, display: facts.signerName }, { label: print.signedAt, display: formatInstant(facts.signedAt, report.locale, facts.zone) }])}<p class="soft">${esc(words.hash)}: <code>${facts.contentHash}</code></p>`,
      legal(report),
    ].join('\n'),
  }
}

export function doctorPage({ report }: ScopedReport): Page {
  const words = PACKAGE_WORDS[report.locale]
  const print = PRINT_WORDS[report.locale]
  const wanted = report.sections.filter(({ kind, key }) => kind === 'medicalRecommendations' || ['diagnosis', 'stage', 'options', 'trials', 'followUp', 'outcomeAndLimits'].includes(key))
  return {
    file: 'treating-doctor.html',
    title: words.forDoctor,
    main: [`<p>${esc(words.doctorIntro)}</p>`, ...wanted.map((section) => `<h2>${esc(section.title)}</h2>${sectionFields(section)}${section.noneBecause ? `<p><em>${esc(section.noneBecause)}</em></p>` : ''}${blocks(sectionBlocks(section), print)}`)].join('\n'),
  }
}

export function sourcesPage({ report }: ScopedReport): Page {
  const words = PACKAGE_WORDS[report.locale]
  const print = PRINT_WORDS[report.locale]
  const date = (value: string | null) => (value === null ? print.notStated : formatDate(value, report.locale))
  const documents = report.material.documents.map((one) => `<tr><th scope="row">${esc(one.name)}</th><td>${esc(print.documentKind[one.kind as keyof PrintWords['documentKind']] ?? one.kind)}</td><td>${esc(date(one.date))}</td><td><code>${one.sha256}</code></td></tr>`)
  const images = report.material.studies.flatMap((study) => study.series.map((one) => `<tr><th scope="row">${esc([study.description, one.description].filter((part) => part !== '').join(', '))}</th><td>${esc(one.modality)}</td><td>${esc(date(study.date))}</td><td>${one.instances} ${esc(print.instances)}${one.complete ? '' : `, ${esc(print.incomplete)}`}<br><code>${one.sha256 ?? ''}</code></td></tr>`))
  const table = (title: string, rows: readonly string[]) => (rows.length === 0 ? '' : `<h2>${esc(title)}</h2><table><thead><tr><th scope="col">${esc(words.document)}</th><th scope="col">${esc(words.kind)}</th><th scope="col">${esc(words.date)}</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows.join('')}</tbody></table>`)
  return { file: 'sources.html', title: print.material, main: `${table(print.documents, documents)}${table(print.images, images)}${documents.length + images.length === 0 ? `<p>${esc(words.none)}</p>` : ''}` }
}

function shortAnswer(answer: CanonicalAnswer, print: PrintWords): string {
  return answer.answer ?? (answer.confidence === 'cannotAnswer' ? answer.confidenceLabel : null) ?? print.noAnswer
}

interface ShownField {
  readonly label: string
  readonly display: string
  readonly proofs?: readonly number[] | undefined
  readonly isLead?: boolean
}

const sectionFields = ({ key, fields }: CanonicalSection) => fieldList(fields.map((field) => ({ ...field, isLead: leadsComparison(key, field.key) })))

function fieldList(fields: readonly ShownField[]): string {
  const line = ({ label, display, proofs = [], isLead = false }: ShownField) => {
    const lead = isLead ? ' class="lead"' : ''
    return `<dt${lead}>${esc(label)}</dt><dd${lead}>${esc(display)}${proofs.map(proofLink).join('')}</dd>`
  }
  return fields.length === 0 ? '' : `<dl>${fields.map(line).join('')}</dl>`
}

function tableOf({ caption, head, rows }: Extract<CanonicalBlock, { type: 'table' }>, print: PrintWords): string {
  const line = (row: readonly (readonly CanonicalInline[])[], isHead: boolean) => `<tr>${row.map((cell, n) => (isHead ? `<th scope="col">${inlines(cell, print)}</th>` : n === 0 && head ? `<th scope="row">${inlines(cell, print)}</th>` : `<td>${inlines(cell, print)}</td>`)).join('')}</tr>`
  const [first, ...rest] = rows
  const top = head && first ? `<thead>${line(first, true)}</thead>` : ''
  return `<table>${caption ? `<caption>${esc(caption)}</caption>` : ''}${top}<tbody>${(top ? rest : rows).map((row) => line(row, false)).join('')}</tbody></table>`
}

const proofLink = (proof: number) => `<sup><a href="report.html#proof-${proof}">${proof}</a></sup>`

/** The picture where it was put, large; without one, its words and the way to the proof. */
function figureOf({ proof, caption }: Extract<CanonicalBlock, { type: 'figure' }>, pictures: Pictures): string {
  const picture = pictures.get(proof)
  return `<figure>${picture ? `<img src="${esc(picture)}" alt="${esc(caption)}">` : ''}<figcaption>${esc(caption)}<sup><a href="report.html#proof-${proof}">${proof}</a></sup></figcaption></figure>`
}

type Pictures = ReadonlyMap<number, string>
const noPictures: Pictures = new Map()

function blocks(body: readonly CanonicalBlock[], print: PrintWords, pictures: Pictures = noPictures): string {
  return body
    .map((block): string => {
      if (block.type === 'paragraph') return `<p>${inlines(block.content, print)}</p>`
      if (block.type === 'heading') return `<h3>${inlines(block.content, print)}</h3>`
      if (block.type === 'chart') return chartFigure(block.chart, print.language)
      if (block.type === 'table') return tableOf(block, print)
      if (block.type === 'figure') return figureOf(block, pictures)
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => `<li>${blocks(item, print, pictures).replace(/^<p>([\s\S]*)<\/p>$/, '$1')}</li>`).join('')}</${tag}>`
    })
    .join('')
}

function inlines(content: readonly CanonicalInline[], print: PrintWords): string {
  return content
    .map((inline) => {
      if (inline.type === 'break') return '<br>'
      if (inline.type === 'proof') return proofLink(inline.proof)
      if (inline.type === 'unreadableProof') return ''
      let text = esc(inline.text)
      if (inline.bold) text = `<strong>${text}</strong>`
      if (inline.italic) text = `<em>${text}</em>`
      return inline.judgement ? `${text} <span class="soft">(${esc(print.judgement)})</span>` : text
    })
    .join('')
    // Editors leave a blank before a chip; in print the number follows its word.
    .replace(/ +(?=<sup>)/g, '')
}

function proofFigure(proof: CanonicalProof, picture: string | undefined, report: CanonicalReport, print: PrintWords): string {
  const { anchor, measurement } = proof
  const body = anchor.kind === 'passage' ? (anchor.quote.trim() === '' ? '' : `<blockquote>${esc(anchor.quote.trim())}</blockquote>`) : picture ? `<img src="${esc(picture)}" alt="${esc(altOf(proof, print, report.locale))}">` : ''
  const values = measurement ? ` ${valuesOf(measurement, print, report.locale)}.` : ''
  return `<figure id="proof-${proof.number}">${body}<figcaption>${proof.number}. <strong>${esc(proof.label)}</strong>.${esc(values)} ${esc(placeOf(proof, print, report.locale))}</figcaption></figure>`
}

function legal(report: CanonicalReport): string {
  const words = PACKAGE_WORDS[report.locale]
  const print = PRINT_WORDS[report.locale]
  return `<h2>${esc(words.legal)}</h2>${(report.disclaimer?.text ?? []).map((line) => `<p>${esc(line)}</p>`).join('')}<p>${esc(print.aboutSoftware)} ${esc(report.intendedUse)}</p><p class="soft">${esc(report.disclaimer?.name ?? '')}</p>`
}
