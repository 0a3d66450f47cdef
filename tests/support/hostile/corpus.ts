// The hostile corpus: archives made here, each of one attack and two good images, with the verdict each attack must get (safety note T1-T4, V7).
import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import type { ItemCode } from '../../../src/shared/domain/importing.ts'
import { encodeElement, encodeFile, slice } from '../dicomFile.ts'
import { writeZip, type ZipEnd, type ZipEntry } from './writeZip.ts'

/** What may become of the attack's items: one of these codes, or harmless ("kept": an ordinary item, nothing was obeyed). */
export type Verdict = ItemCode | 'kept'

export interface HostileCase {
  family: string
  name: string
  archive: Buffer
  /** Of the hostile items. */
  verdicts: readonly Verdict[]
  /** The whole archive cannot be read: then no good file can come in either. */
  wholeCode?: ItemCode
}

/** Every image of the corpus is another one, so that many archives can be taken in as one bundle. */
let images = 0
function picture(): Buffer {
  images++
  return slice({ number: images, instance: `2.25.5.${images}` })
}

const goodFiles = (): ZipEntry[] => [1, 2].map((n) => ({ name: `good/${n}.dcm`, content: picture(), deflate: true }))

function withGood(...hostile: ZipEntry[]): Buffer {
  const [first, second] = goodFiles() as [ZipEntry, ZipEntry]
  return writeZip([first, ...hostile, second])
}

function* names(): Generator<HostileCase> {
  const climbing = ['../evil.txt', '../../../../etc/cron.d/evil', 'a/../../evil', 'a/../b', './x', 'a/./b', '..', '...\u002f../x', '..\\evil.txt', 'a\\..\\..\\evil', '..\\/evil', 'good/../../evil.dcm', '/../x', 'a/..', '%2e%2e/../x']
  for (const name of climbing) yield { family: 'traversal', name, archive: withGood({ name, content: picture() }), verdicts: ['unsafePath'] }
  const absolute = ['/etc/passwd', '//server/share/x', '\\\\server\\share\\x', 'C:/Windows/x', 'C:\\Windows\\x', 'c:x', 'z:', '/', '/a', '\\a']
  for (const name of absolute) yield { family: 'absolute', name, archive: withGood({ name, content: picture() }), verdicts: ['unsafePath'] }
  for (const device of ['CON', 'PRN', 'AUX', 'NUL', ...[0, 1, 5, 9].flatMap((n) => [`COM${n}`, `LPT${n}`])]) {
    for (const name of [device, device.toLowerCase(), `${device}.txt`, `a/${device}.dcm`, `${device}/x.dcm`]) yield { family: 'device names', name, archive: withGood({ name, content: picture() }), verdicts: ['unsafePath'] }
  }
  const hidden = ['a\u0000.dcm', 'report\u202efdp.exe', '\u202dx', 'x\u2066y', 'x\u2069', 'a\nb', 'a\rb', 'tab\tb', 'bell\u0007', 'del\u007f', 'nel\u0085x', '\u200ex', '\u061cx', `${'a'.repeat(300)}.dcm`, `${'a/'.repeat(1100)}x`]
  for (const name of hidden) yield { family: 'hidden letters', name: JSON.stringify(name.slice(0, 20)), archive: withGood({ name, content: picture() }), verdicts: ['unsafePath'] }
  const pairs = [['A.dcm', 'a.dcm'], ['É.dcm', 'é.dcm'], ['e\u0301.dcm', '\u00e9.dcm'], ['x/Y.DCM', 'X/y.dcm'], ['same.dcm', 'same.dcm'], ['Straße.dcm', 'STRASSE.dcm'], ['İ.dcm', 'i\u0307.dcm'], ['ﬁ.dcm', 'FI.dcm']]
  for (const [a = '', b = ''] of pairs) {
    yield { family: 'colliding names', name: `${a} ${b}`, archive: withGood({ name: a, content: picture() }, { name: b, content: picture() }), verdicts: ['nameCollision', 'kept'] }
  }
  const raw = [Buffer.from([0xff, 0xfe, 0x41]), Buffer.from([0xc0, 0xae, 0xc0, 0xae, 0x2f, 0x78]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80])]
  for (const name of raw) {
    for (const flags of [0, 0x800]) yield { family: 'malformed letters', name: `${name.toString('hex')} ${flags}`, archive: withGood({ name, content: picture(), flags }), verdicts: ['kept', 'unsafePath'] }
  }
  for (const mode of [0o120777, 0o120644, 0o120000]) {
    for (const target of ['/etc/passwd', '../../x', 'good/1.dcm', 'a'.repeat(5000)]) yield { family: 'links', name: `${mode.toString(8)} ${target.slice(0, 12)}`, archive: withGood({ name: 'link', content: Buffer.from(target), unixMode: mode }), verdicts: ['symbolicLink'] }
  }
  for (const mode of [0o060644, 0o020644, 0o010644, 0o140644]) yield { family: 'device files', name: mode.toString(8), archive: withGood({ name: 'dev.dcm', content: picture(), unixMode: mode }), verdicts: ['kept', 'symbolicLink', 'unsafePath'] }
}

function* bombs(): Generator<HostileCase> {
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024)
  for (const megabytes of [11, 32, 64, 100]) {
    const content = zeros(megabytes)
    yield { family: 'ratio bombs', name: `${megabytes} MB of zeros`, archive: withGood({ name: 'bomb.bin', content, deflate: true }), verdicts: ['ratioExceeded'] }
    yield { family: 'ratio bombs', name: `${megabytes} MB, size said to be small`, archive: withGood({ name: 'bomb.bin', content, deflate: true, size: 4096 }), verdicts: ['sizeLie'] }
    yield { family: 'ratio bombs', name: `${megabytes} MB as DICOM`, archive: withGood({ name: 'bomb.dcm', content: Buffer.concat([picture(), content]), deflate: true }), verdicts: ['ratioExceeded'] }
  }
  for (const claimed of [2 ** 31, 2 ** 32 - 2, 9 * 2 ** 29]) yield { family: 'size lies', name: `claims ${claimed}`, archive: withGood({ name: 'big.bin', content: Buffer.from('small'), size: Math.min(claimed, 0xfffffffe), deflate: true }), verdicts: ['ratioExceeded', 'tooLarge', 'sizeLie', 'notReadable'] }
  for (const size of [0, 1, 3, 5, 100, 65_536]) {
    for (const deflate of [true, false]) {
      const content = Buffer.from('four letters and more'.repeat(3))
      yield { family: 'size lies', name: `${size} instead of ${content.length}${deflate ? ', deflated' : ''}`, archive: withGood({ name: 'lie.txt', content, size, deflate }), verdicts: size === 0 ? ['emptyFile', 'sizeLie'] : ['sizeLie', 'notReadable'] }
    }
  }
  for (const crc of [0, 1, 0xffffffff, 0xdeadbeef]) {
    for (const deflate of [true, false]) yield { family: 'checksums', name: `${crc.toString(16)}${deflate ? ', deflated' : ''}`, archive: withGood({ name: 'lie.dcm', content: picture(), crc, deflate }), verdicts: ['checksumMismatch'] }
  }
  const nested = writeZip([{ name: 'inner.dcm', content: picture() }])
  for (let depth = 1; depth <= 4; depth++) {
    let archive = nested
    for (let i = 1; i < depth; i++) archive = writeZip([{ name: 'inner.zip', content: archive }])
    yield { family: 'nested archives', name: `depth ${depth}`, archive: withGood({ name: 'nested.zip', content: archive }), verdicts: ['nestedArchive'] }
  }
  for (const [name, head] of [['gz', '\u001f\u008b\u0008'], ['7z', '7z\u00bc\u00af\u0027\u001c'], ['rar', 'Rar!\u001a\u0007']] as const) {
    yield { family: 'nested archives', name, archive: withGood({ name: `x.${name}`, content: Buffer.from(`${head} packed`, 'latin1') }), verdicts: ['nestedArchive'] }
  }
  for (const [offset, count] of [[0, 2], [0, 20], [0, 200], [1, 3], [10, 8]] as const) {
    const overlapping = Array.from({ length: count }, (_, n): ZipEntry => ({ name: `o${n}.bin`, content: Buffer.alloc(1000, n), deflate: true, offset }))
    yield { family: 'overlapping entries', name: `${count} at ${offset}`, archive: withGood(...overlapping), verdicts: ['ratioExceeded', 'notReadable', 'checksumMismatch', 'sizeLie', 'kept'] }
  }
}

function* structures(): Generator<HostileCase> {
  const valid = writeZip(goodFiles())
  for (let part = 1; part <= 20; part++) yield { family: 'cut archives', name: `${part} of 21 parts`, archive: valid.subarray(0, Math.floor((valid.length * part) / 21)), verdicts: [], wholeCode: 'notReadable' }
  for (const count of [0, 1, 3, 1000, 65_535]) yield { family: 'directory lies', name: `says ${count} entries`, archive: lying({ count }), verdicts: [], wholeCode: 'notReadable' }
  for (const listOffset of [0, 1, 22, 0xfffffff0, valid.length + 10]) yield { family: 'directory lies', name: `list at ${listOffset}`, archive: lying({ listOffset }), verdicts: [], wholeCode: 'notReadable' }
  for (const method of [1, 6, 9, 12, 14, 93, 95, 98]) yield { family: 'methods', name: `method ${method}`, archive: withGood({ name: 'x.dcm', content: picture(), method }), verdicts: ['unsupportedFormat'] }
  for (const flags of [0x801, 0x841, 0x1]) yield { family: 'encryption', name: `flags ${flags.toString(16)}`, archive: withGood({ name: 'x.dcm', content: picture(), flags }), verdicts: ['encrypted'], ...(flags & 0x40 ? { wholeCode: 'notReadable' as const } : {}) }
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const packed = Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919 * seed + seed) % 256))
    yield { family: 'broken deflate', name: `noise ${seed}`, archive: withGood({ name: 'x.dcm', content: picture(), deflate: true, packed }), verdicts: ['notReadable', 'sizeLie', 'checksumMismatch'] }
  }
}

function lying(end: ZipEnd): Buffer {
  return writeZip(goodFiles(), end)
}

/** Foreign bytes inside honest archives: the parsers behind the archive. */
function* contents(): Generator<HostileCase> {
  const program = (head: string) => {
    const file = picture()
    file.write(head, 0, 'latin1')
    return file
  }
  for (const [name, head] of [['PE', 'MZ\u0090\u0000'], ['ELF', '\u007fELF'], ['Mach-O', '\u00cf\u00fa\u00ed\u00fe'], ['script', '#!/bin/sh\nrm -rf /'], ['TIFF', 'II*\u0000'], ['PDF', '%PDF-1.7\n'], ['HTML', '<html><script>']] as const) {
    yield { family: 'two-faced preambles', name, archive: withGood({ name: 'x.dcm', content: program(head) }), verdicts: ['kept', 'mediaSoftware'] }
  }
  for (const [rows, columns, bits] of [[65_535, 65_535, 16], [65_535, 65_535, 32], [0, 4, 16], [4, 0, 16], [4, 4, 0], [40_000, 40_000, 16], [4, 4, 65_535]] as const) {
    yield { family: 'dimension overflow', name: `${rows}x${columns}x${bits}`, archive: withGood({ name: 'x.dcm', content: slice({ number: 9, instance: `2.25.6.${++images}`, extra: [[0x00280010, 'US', rows], [0x00280011, 'US', columns], [0x00280100, 'US', bits]] }) }), verdicts: ['dicomDamaged'] }
  }
  for (const frames of ['99999999', '-1', '1e9', 'many', '2147483648']) {
    yield { family: 'frame counts', name: frames, archive: withGood({ name: 'x.dcm', content: slice({ number: 9, instance: `2.25.6.${++images}`, extra: [[0x00280008, 'IS', frames]] }) }), verdicts: ['dicomDamaged', 'kept'] }
  }
  for (const megabytes of [20, 200, 600]) {
    const meta = encodeFile([], { transferSyntax: '1.2.840.10008.1.2.1.99' })
    const bomb = deflateRawSync(Buffer.concat([slice({ number: 9, instance: `2.25.6.${++images}` }, { meta: false }), Buffer.alloc(megabytes * 1024 * 1024)]), { level: 9 })
    yield { family: 'deflated DICOM bombs', name: `${megabytes} MB`, archive: withGood({ name: 'x.dcm', content: Buffer.concat([meta, bomb]) }), verdicts: ['dicomDamaged', 'memoryExceeded', 'timedOut', 'kept'] }
  }
  for (const count of [1000, 100_000, 1_000_000]) {
    const items = Buffer.alloc(8 * count)
    for (let n = 0; n < count; n++) items.writeUInt32LE(0xe000fffe, n * 8)
    const sequence = encodeElement([0x00081140, 'SQ', items])
    yield { family: 'empty items', name: String(count), archive: withGood({ name: 'x.dcm', content: Buffer.concat([slice({ number: 9, instance: `2.25.6.${++images}` }).subarray(0, -60), sequence]), deflate: true }), verdicts: ['dicomDamaged', 'memoryExceeded', 'timedOut', 'kept', 'ratioExceeded'] }
  }
  for (const depth of [100, 5000, 50_000]) {
    const open = Buffer.concat(Array.from({ length: depth }, () => Buffer.from([0x08, 0x00, 0x40, 0x11, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff])))
    yield { family: 'deep nesting', name: String(depth), archive: withGood({ name: 'x.dcm', content: Buffer.concat([encodeFile([]), open]), deflate: true }), verdicts: ['dicomDamaged', 'dicomIncomplete', 'ratioExceeded'] }
  }
  const whole = picture()
  for (let part = 1; part <= 12; part++) yield { family: 'cut images', name: `${part}/13`, archive: withGood({ name: 'x.dcm', content: whole.subarray(0, Math.floor((whole.length * part) / 13)) }), verdicts: ['dicomDamaged', 'dicomIncomplete', 'unsupportedFormat', 'kept'] }
  for (let seed = 1; seed <= 40; seed++) {
    const file = Buffer.from(whole)
    for (let n = 0; n < 12; n++) file[132 + ((seed * 7919 + n * 104_729) % (file.length - 132))] = (seed * 31 + n * 17) % 256
    yield { family: 'mutated images', name: `seed ${seed}`, archive: withGood({ name: 'x.dcm', content: file }), verdicts: ['dicomDamaged', 'dicomIncomplete', 'otherPatient', 'uidCollision', 'identityTagRepeated', 'unsupportedFormat', 'kept'] }
  }
  const pdfs = ['%PDF-1.7\n', '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>', `%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 99999999>>endobj\n2 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 2 0 R>>`, `%PDF-1.7\n${'['.repeat(200_000)}`, `%PDF-1.7\nxref\n0 99999999\n`]
  for (const [n, pdf] of pdfs.entries()) yield { family: 'broken PDFs', name: `form ${n + 1}`, archive: withGood({ name: 'x.pdf', content: Buffer.from(pdf), deflate: true }), verdicts: ['pdfDamaged', 'timedOut', 'memoryExceeded', 'kept'] }
  const texts: readonly [string, string][] = [['x.json', `${'['.repeat(100_000)}`], ['x.json', '{"resourceType":"Bundle","entry":null}'], ['x.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><ClinicalDocument>&b;</ClinicalDocument>'], ['x.xml', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><ClinicalDocument/>'], ['x.html', '<html><script>fetch("http://127.0.0.1")</script></html>'], ['x.rtf', `{\\rtf1 ${'{'.repeat(50_000)}`], ['x.hl7', `MSH|^~\\&|${'|'.repeat(200_000)}`], ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'], ['x.csv', '=cmd|calc!A1'], ['consilium-request.json', '{"schema":"consilium-request/1"}'], ['consilium-request.json', '{"__proto__":{"polluted":true}}']]
  for (const [n, [name, text]] of texts.entries()) yield { family: 'texts', name: `${name} ${n + 1}`, archive: withGood({ name, content: Buffer.from(text) }), verdicts: ['kept', 'unsupportedFormat', 'notReadable', 'timedOut', 'memoryExceeded', 'caseRequest'] }
}

/** All of it, one archive at a time: none is kept longer than its test. */
export function* hostileCorpus(): Generator<HostileCase> {
  yield* names()
  yield* bombs()
  yield* structures()
  yield* contents()
}
