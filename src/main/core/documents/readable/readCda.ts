// A C-CDA document as people read it: its title, who and when, then each section with its own narrative. Coded entries are read elsewhere.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { decodeEntities } from '../markup.ts'
import { readHtml } from './readHtml.ts'

const SECTION = /<section\b[^>]*>([\s\S]*?)(?=<section\b|<\/structuredBody>|$)/gi

export function readCdaBlocks(xml: string): { blocks: ReadableBlock[]; cut: boolean; attachments: { name: string; mediaType: string }[] } {
  const head = xml.slice(0, xml.search(/<structuredBody\b|<nonXMLBody\b|$/i))
  const body = xml.slice(head.length)
  const inner = (source: string, tag: string) => decodeEntities((new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'i').exec(source)?.[1] ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).trim()
  const attribute = (source: string, tag: string, name: string) => new RegExp(`<${tag}\\b[^>]*\\b${name}="([^"]*)"`, 'i').exec(source)?.[1] ?? ''
  const blocks: ReadableBlock[] = []
  const title = inner(head, 'title')
  if (title) blocks.push({ type: 'heading', level: 1, text: title, key: null })
  const author = /<author\b[\s\S]*?<\/author>/i.exec(head)?.[0] ?? ''
  const custodian = /<custodian\b[\s\S]*?<\/custodian>/i.exec(head)?.[0] ?? ''
  const pairs: [string, string][] = [
    ['date', readableStamp(attribute(head.slice(0, head.search(/<recordTarget\b|$/i)), 'effectiveTime', 'value'))],
    ['author', inner(author, 'name')],
    ['organisation', inner(custodian, 'name')],
  ]
  const known = pairs.filter(([, value]) => value !== '')
  if (known.length > 0) blocks.push({ type: 'facts', pairs: known })
  let cut = false
  for (const [, section = ''] of body.matchAll(SECTION)) {
    const name = inner(section.slice(0, section.search(/<text\b|$/i)), 'title')
    if (name) blocks.push({ type: 'heading', level: 2, text: name, key: null })
    const text = /<text\b[^>]*>([\s\S]*?)<\/text>/i.exec(section)?.[1] ?? ''
    const read = readHtml(text)
    blocks.push(...read.blocks)
    cut ||= read.cut
  }
  const embedded = /<nonXMLBody\b[\s\S]*?<text\b[^>]*\bmediaType="([^"]{1,100})"/i.exec(body)?.[1]
  return { blocks, cut, attachments: embedded ? [{ name: title || 'nonXMLBody', mediaType: embedded }] : [] }
}

/** HL7 time stamp as an ISO date or minute; anything else as written. */
export function readableStamp(stamp: string): string {
  const parts = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?/.exec(stamp)
  if (!parts) return stamp
  const [, y, m, d, h, min] = parts
  const day = [y, m, d].filter(Boolean).join('-')
  return h && min ? `${day} ${h}:${min}` : day
}
