// The lesion table inside a section's text: one node per reader, its snapshot as JSON in one attribute. Written, replaced and read here only.
import * as Y from 'yjs'
import { ReportedLesions } from '../domain/reportedLesions.ts'
import { type EditOrigin, NODES, SECTION } from './layout.ts'

/** @returns null for anything that is not exactly such a table: it is shown as unreadable, never guessed */
export function lesionTableFrom(attribute: unknown): ReportedLesions | null {
  if (typeof attribute !== 'string') return null
  try {
    return ReportedLesions.safeParse(JSON.parse(attribute)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Puts a reading behind the section's text, or in the place of the same reader's earlier one. */
export function putLesionTable(doc: Y.Doc, origin: EditOrigin, table: ReportedLesions): 'added' | 'replaced' {
  const body = doc.getXmlFragment(SECTION.body)
  const text = JSON.stringify(ReportedLesions.parse(table))
  const standing = body.toArray().find((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === NODES.lesionTable && lesionTableFrom(node.getAttribute('table'))?.reader === table.reader)
  doc.transact(() => {
    const node = standing ?? new Y.XmlElement(NODES.lesionTable)
    node.setAttribute('table', text)
    if (!standing) body.push([node])
  }, origin)
  return standing ? 'replaced' : 'added'
}
