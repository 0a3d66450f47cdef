// What a section's document says, in one spelling: two replicas with the same content give the same text, whatever their edit history.
import type * as Y from 'yjs'
import { canonicalJson, type Json } from '../kit/canonicalJson.ts'
import { SECTION } from './layout.ts'

/** Canonical JSON of all roots of a section; its SHA-256 is compared before a signature is accepted by the server. */
export function sectionText(doc: Y.Doc): string {
  const roots: { [name: string]: Json } = {}
  for (const name of [...doc.share.keys()].sort()) {
    if (name === SECTION.body || /^answer-\d+$/.test(name)) roots[name] = doc.getXmlFragment(name).toString()
    else if (name === SECTION.fields || name === SECTION.answers || name === SECTION.claims || name === SECTION.proofs) roots[name] = doc.getMap(name).toJSON() as Json
  }
  for (const [name, value] of Object.entries(roots)) {
    if (value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)) delete roots[name]
  }
  return canonicalJson(roots)
}
