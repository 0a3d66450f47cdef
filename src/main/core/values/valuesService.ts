// Laboratory values that the documents of a case state, as proposals. Structured files first, then the lines of laboratory sheets. Decides nothing.
import { LabProposal, judgeValue, type StatedValue, valuesInText } from '#shared/domain/labValue.ts'
import type { ReadableDocument } from '#shared/domain/readableDocument.ts'
import { firstDate, writesDayFirst } from '#shared/domain/documentText.ts'
import { formOf } from '#shared/domain/documentForm.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { listPageTexts } from '../search/searchStore.ts'

export interface ValuesPorts {
  readonly session: Pick<Session, 'db'>
  readable(input: { caseId: string; documentId: string }): Promise<ReadableDocument | null>
}

/** Tables of HL7 and FHIR results carry these columns (readable documents). */
const RESULT_COLUMNS = ['test', 'value', 'unit', 'range', 'flag', 'date', 'code']
const STRUCTURED = /hl7|fhir\+json$/
const MOST_PER_DOCUMENT = 2_000

export function createValuesService({ session: { db }, readable }: ValuesPorts) {
  const structured = new Map<string, LabProposal[]>()

  async function proposals({ caseId }: { caseId: string }): Promise<LabProposal[]> {
    const found: LabProposal[] = []
    for (const document of db.read((r) => listDocuments(r, caseId))) {
      found.push(...(STRUCTURED.test(document.mediaType) ? await ofStructured(caseId, document) : ofSheet(caseId, document)))
    }
    return found
  }

  /** Read once per file: its bytes never change. */
  async function ofStructured(caseId: string, document: SourceDocument): Promise<LabProposal[]> {
    const key = `${caseId} ${document.sha256}`
    const known = structured.get(key)
    if (known) return known
    const content = await readable({ caseId, documentId: document.id }).catch(() => null)
    if (!content) return []
    // A number of JSON has a point; an HL7 figure is as the sender writes.
    const mark = content.form === 'fhir' ? ('.' as const) : undefined
    const stated = content.blocks.flatMap((block) => (block.type === 'table' && block.columns.join() === RESULT_COLUMNS.join() ? block.rows : []))
    const made = stated.flatMap(([name = '', valueText = '', unitText = '', rangeText = '', , date = '', code = '']) =>
      /^[<>\u2264\u2265]?\s*\d/u.test(valueText) ? [{ quote: `${name} ${valueText} ${unitText}`.trim(), stated: { name, code: code || null, valueText, unitText, rangeText, takenOn: dayOf(date) ?? document.documentDate } }] : [],
    )
    const proposed = made.slice(0, MOST_PER_DOCUMENT).map((one, i) => proposal(document, 1, i, one, mark))
    structured.set(key, proposed)
    return proposed
  }

  /** Laboratory sheets and clinical documents as text: PDF, recognised scans, Word, C-CDA. */
  function ofSheet(caseId: string, document: SourceDocument): LabProposal[] {
    if (document.kind !== 'laboratory' && !/xml$/.test(document.mediaType)) return []
    if (formOf(document.mediaType) === 'other') return []
    const mark = document.language === 'es' ? (',' as const) : document.language === 'en' ? ('.' as const) : undefined
    const pages = db.read((r) => listPageTexts(r, caseId, document.sha256))
    let n = 0
    const found = pages.flatMap(({ page, text }) =>
      valuesInText(text).map(({ quote, after, stated }) => {
        // A line that speaks of another day than the sheet leaves the date to a person.
        const ownDay = !DATE.test(after) || firstDate(after, writesDayFirst(document.language)) === document.documentDate
        return proposal(document, page, n++, { quote, stated: { ...stated, takenOn: ownDay ? document.documentDate : null } }, mark)
      }),
    )
    return found.filter((one, at) => found.findIndex((other) => sameResult(one, other)) === at)
  }

  return { proposals }
}

/** Said twice on one sheet, in its table and again in its comment, it is one result. */
const sameResult = (a: LabProposal, b: LabProposal) => a.analyte !== null && a.analyte === b.analyte && a.value === b.value && a.value !== null && a.unit === b.unit && a.takenOn === b.takenOn

const DATE = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/u
const dayOf = (stamp: string) => /^\d{4}-\d{2}-\d{2}/.exec(stamp)?.[0] ?? null

function proposal({ id, sha256 }: SourceDocument, page: number, n: number, { quote, stated }: { quote: string; stated: StatedValue }, mark: '.' | ',' | undefined): LabProposal {
  const { name, code, valueText, unitText, rangeText, takenOn } = stated
  return LabProposal.parse({ id: `${sha256.slice(0, 24)}.${page}.${n}`, documentId: id, sha256, page, quote: quote.slice(0, 400), name: name.slice(0, 200), code, valueText: valueText.slice(0, 100), unitText: unitText.slice(0, 40), rangeText: rangeText.slice(0, 100), takenOn, ...judgeValue(stated, mark) })
}
