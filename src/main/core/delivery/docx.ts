// The scoped report as a word-processor file: the smallest WordprocessingML that opens everywhere, with real headings and tables. Knows no package.
// Source: ECMA-376 part 1, WordprocessingML.
import { sectionBlocks, withProofs } from '#shared/domain/canonicalLists.ts'
import type { CanonicalBlock, CanonicalInline, CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { formatDate, formatInstant } from '#shared/domain/localFormat.ts'
import type { LocalZone } from '#shared/domain/zones.ts'
import type { PrintStamp } from '../reports/pdf/stampWords.ts'
import { PRINT_WORDS, type PrintWords } from '../reports/pdf/words.ts'
import { packZip } from './packZip.ts'
import { PACKAGE_WORDS } from './packageWords.ts'

const xml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ')

interface Paragraph {
  readonly style?: 'Title' | 'Heading1' | 'Heading2' | 'ListParagraph'
  readonly runs: string
}

export async function docxOf(report: CanonicalReport, facts: { signerName: string; signedAt: string; zone?: LocalZone | undefined; contentHash: string; stamp: PrintStamp | null }): Promise<Uint8Array> {
  const print = PRINT_WORDS[report.locale]
  const words = PACKAGE_WORDS[report.locale]
  const { patient } = report
  const body = [
    ...(facts.stamp ? [`${facts.stamp.mark}. ${facts.stamp.heading}`, ...facts.stamp.lines].map((line) => paragraph({ runs: run(line, 'b') })) : []),
    paragraph({ style: 'Title', runs: run(report.title) }),
    paragraph({ runs: run(report.subtitle, 'i') }),
    paragraph({ runs: run(`${patient.givenName} ${patient.familyName}`, 'b') + run(`, ${patient.birthDate ? formatDate(patient.birthDate, report.locale) : print.notStated}. ${print.caseWord} ${report.caseNumber}, ${print.version} ${report.reportNumber}.`) }),
    heading(words.shortAnswers),
    table(report.answers.filter(({ asked }) => asked).map((one) => [String(one.number), one.question, one.answer ?? one.confidenceLabel ?? print.noAnswer]), [600, 3400, 5600]),
    ...report.sections.filter(({ kind }) => kind !== 'signatures').flatMap((section) => {
      const answers = section.kind === 'questions' ? report.answers.filter(({ asked }) => asked).flatMap((one) => [paragraph({ style: 'Heading2', runs: run(`${one.number}. ${one.question}`) }), paragraph({ runs: run(one.answer ?? one.confidenceLabel ?? print.noAnswer) }), ...blocks(one.body, print)]) : []
      const inner = [
        ...(section.fields.length === 0 ? [] : [table(section.fields.map((field) => [field.label, withProofs(field)]), [3600, 6000])]),
        ...(section.noneBecause ? [paragraph({ runs: run(`${print.leftEmpty}${section.noneBecause}`, 'i') })] : []),
        ...answers,
        ...blocks(sectionBlocks(section), print),
      ]
      return inner.length === 0 ? [] : [heading(`${section.number} ${section.title}`), ...inner]
    }),
    heading(print.proofIndex),
    ...report.proofs.map(({ number, label, source }) => paragraph({ runs: run(`${number}. `, 'b') + run(`${label}${source ? `, ${source.name}` : ''}`) })),
    heading(print.signatures),
    paragraph({ runs: run(`${print.signedBy} ${facts.signerName}, ${formatInstant(facts.signedAt, report.locale, facts.zone)}. ${words.hash}: ${facts.contentHash}`) }),
    heading(words.legal),
    ...(report.disclaimer?.text ?? []).map((line) => paragraph({ runs: run(line) })),
    paragraph({ runs: run(report.disclaimer?.name ?? '', 'i') }),
  ].join('')
  const utf8 = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`, 'utf8')
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return packZip([
    { name: '[Content_Types].xml', bytes: utf8(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`) },
    { name: '_rels/.rels', bytes: utf8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${rel}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`) },
    { name: 'docProps/core.xml', bytes: utf8(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(`${report.title} ${report.caseNumber}`)}</dc:title><dc:language>${report.locale}</dc:language></cp:coreProperties>`) },
    { name: 'word/_rels/document.xml.rels', bytes: utf8(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${rel}/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="${rel}/footer" Target="footer1.xml"/></Relationships>`) },
    { name: 'word/styles.xml', bytes: utf8(`<w:styles ${w}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="21"/><w:lang w:val="${report.locale === 'es' ? 'es-ES' : 'en-GB'}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="290" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${[style('Normal', 'Normal', ''), style('Title', 'Title', '<w:rPr><w:b/><w:sz w:val="38"/></w:rPr>'), style('Heading1', 'heading 1', '<w:pPr><w:keepNext/><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:b/><w:sz w:val="26"/></w:rPr>'), style('Heading2', 'heading 2', '<w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:b/></w:rPr>'), style('ListParagraph', 'List Paragraph', '<w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr>')].join('')}</w:styles>`) },
    { name: 'word/numbering.xml', bytes: utf8(`<w:numbering ${w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`) },
    { name: 'word/footer1.xml', bytes: utf8(`<w:ftr ${w}><w:p><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">${xml(`${facts.stamp ? `${facts.stamp.mark} · ` : ''}${report.disclaimer?.footer ?? ''} · ${print.caseWord} ${report.caseNumber} · SHA-256 ${facts.contentHash.slice(0, 16)} · `)}</w:t></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:instrText xml:space="preserve">PAGE</w:instrText></w:r><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`) },
    { name: 'word/document.xml', bytes: utf8(`<w:document ${w} xmlns:r="${rel}"><w:body>${body}<w:sectPr><w:footerReference w:type="default" r:id="r3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1247" w:bottom="1417" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`) },
  ])
}

function style(id: string, name: string, inner: string): string {
  return `<w:style w:type="paragraph"${id === 'Normal' ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}${inner}</w:style>`
}

const heading = (text: string) => paragraph({ style: 'Heading1', runs: run(text) })

function paragraph({ style: of, runs }: Paragraph): string {
  const list = of === 'ListParagraph' ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''
  return `<w:p>${of ? `<w:pPr><w:pStyle w:val="${of}"/>${list}</w:pPr>` : ''}${runs}</w:p>`
}

function run(text: string, marks = ''): string {
  if (text === '') return ''
  const props = `${marks.includes('b') ? '<w:b/>' : ''}${marks.includes('i') ? '<w:i/>' : ''}${marks.includes('s') ? '<w:vertAlign w:val="superscript"/>' : ''}`
  return `<w:r>${props ? `<w:rPr>${props}</w:rPr>` : ''}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`
}

function table(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  return tableOf(rows.map((row) => row.map((text) => run(text))), widths)
}

/** Twips between the margins. */
const TEXT_WIDTH = 9600

/** The text's width, shared evenly by the columns. */
function evenWidths(rows: readonly (readonly unknown[])[]): number[] {
  const columns = Math.max(1, ...rows.map((row) => row.length))
  return Array.from({ length: columns }, () => Math.floor(TEXT_WIDTH / columns))
}

const wordsOf = (content: readonly CanonicalInline[]) => content.map((inline) => (inline.type === 'text' ? inline.text : ' ')).join('').trim()

/** @param rows cells as runs */
function tableOf(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  if (rows.length === 0) return ''
  const line = '<w:bottom w:val="single" w:sz="4" w:color="C9D0D6"/>'
  const cells = (row: readonly string[]) => row.map((runs, i) => `<w:tc><w:tcPr><w:tcW w:w="${widths[i] ?? 2000}" w:type="dxa"/><w:tcBorders>${line}</w:tcBorders></w:tcPr>${paragraph({ runs })}</w:tc>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells(row)}</w:tr>`).join('')}</w:tbl><w:p/>`
}

function blocks(body: readonly CanonicalBlock[], print: PrintWords): string[] {
  return body.flatMap((block): string[] => {
    if (block.type === 'paragraph') return [paragraph({ runs: inlines(block.content, print) })]
    if (block.type === 'heading') return [paragraph({ style: 'Heading2', runs: inlines(block.content, print) })]
    if (block.type === 'chart') return [paragraph({ style: 'ListParagraph', runs: run(block.chart.inWords) })]
    if (block.type === 'figure') return [paragraph({ runs: run(block.caption, 'i') + run(String(block.proof), 's') })]
    if (block.type === 'table') return [...(block.caption ? [paragraph({ runs: run(block.caption, 'b') })] : []), tableOf(block.rows.map((row, n) => row.map((cell) => (block.head && n === 0 ? run(wordsOf(cell), 'b') : inlines(cell, print)))), evenWidths(block.rows))]
    return block.items.flatMap((item) => item.flatMap((inner) => (inner.type === 'paragraph' ? [paragraph({ style: 'ListParagraph', runs: inlines(inner.content, print) })] : blocks([inner], print))))
  })
}

function inlines(content: readonly CanonicalInline[], print: PrintWords): string {
  return content
    .map((inline) => {
      if (inline.type === 'break') return '<w:r><w:br/></w:r>'
      if (inline.type === 'proof') return run(String(inline.proof), 's')
      if (inline.type === 'unreadableProof') return ''
      return run(inline.text, `${inline.bold ? 'b' : ''}${inline.italic ? 'i' : ''}`) + (inline.judgement ? run(` (${print.judgement})`, 'i') : '')
    })
    .join('')
}
