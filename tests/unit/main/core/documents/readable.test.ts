import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readReadable } from '../../../../../src/main/core/documents/readable/readReadable.ts'
import { ReadableDocument, textOfReadable } from '../../../../../src/shared/domain/readableDocument.ts'

const read = (text: string, mediaType: string) => ReadableDocument.parse(readReadable(new TextEncoder().encode(text), mediaType))

/** The one part of a Word file we read, in an archive made by hand: local header, data, central directory. */
function docx(markup: string): Uint8Array {
  const name = Buffer.from('word/document.xml')
  const packed = deflateRawSync(Buffer.from(markup))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt16LE(name.length, 28)
  return Buffer.concat([local, name, packed, central, name])
}

test('a Word file: headings, lists and tables in reading order; what was struck out is not there', () => {
  const markup = `<w:document><w:body>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Informe de alta</w:t></w:r></w:p>
    <w:p><w:r><w:t xml:space="preserve">Tumor de </w:t></w:r><w:del><w:r><w:t>46</w:t></w:r></w:del><w:ins><w:r><w:t>30 mm</w:t></w:r></w:ins></w:p>
    <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Cisplatino</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Pemetrexed</w:t></w:r></w:p>
    <w:p><w:r><w:t>Analítica</w:t></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>CEA</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>4,2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
  </w:body></w:document>`
  const { form, blocks } = ReadableDocument.parse(readReadable(docx(markup), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'))
  expect(form).toBe('word')
  expect(blocks).toEqual([
    { type: 'heading', level: 1, text: 'Informe de alta', key: null },
    { type: 'paragraph', text: 'Tumor de 30 mm' },
    { type: 'list', ordered: false, items: ['Cisplatino', 'Pemetrexed'] },
    { type: 'paragraph', text: 'Analítica' },
    { type: 'table', columns: [], header: [], rows: [['CEA', '4,2']] },
  ])
})

test('nothing of a web page but its words and shapes comes through, whatever it tries (T4)', () => {
  const attacks = [
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)><text>alert</text></svg>', '<iframe src="https://evil.example"></iframe>', '<a href="javascript:alert(1)">here</a>',
    '<style>@import url(https://evil.example)</style>', '<p onmouseover=alert(1)>over</p>', '<math><mi xlink:href="javascript:alert(1)">x</mi></math>', '<scr<script>ipt>alert(1)</script>', '<!--><script>alert(1)</script>-->',
    '<object data="data:text/html,x"></object>', '<template><b>alert(1)</b></template>', '<textarea></textarea><script>alert(1)</script>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '&lt;script&gt;alert(1)&lt;/script&gt;',
  ]
  for (const attack of attacks) {
    const { blocks } = read(`<html><body><h1>Nota</h1>${attack}<p>Fin</p></body></html>`, 'text/html')
    for (const block of blocks) expect(['heading', 'paragraph', 'list', 'table', 'pre', 'facts']).toContain(block.type)
    // Plain values only: there is no field that a screen could treat as markup, an address or a program.
    expect(Object.keys(Object.assign({}, ...blocks)).sort()).toEqual(['key', 'level', 'text', 'type'])
    expect(blocks[0]).toMatchObject({ text: 'Nota' })
  }
  expect(textOfReadable(read('<p>a</p><script>alert(1)</script><p>b &amp; c</p>', 'text/html'))).toBe('a\nb & c')
})

test('an HL7 message: what was asked, results with the values exactly as sent, a mark at its beginning does no harm', () => {
  const message = '\uFEFFMSH|^~\\&|LAB|Hospital Valdeluna|||20260612083000||ORU^R01|1|P|2.5\rPID|1||882211||RUIZ MORA^ANA\rOBR|1|||^Bioquímica\rOBX|1|NM|2160-0^Creatinina^LN||0,90|mg/dL|0,51 - 0,95|N|||F|||20260612080000\rOBX|2|NM|^CEA||<0.5|ng/mL|||||F\rNTE|1||Muestra \\T\\ suero'
  expect(read(message, 'x-application/hl7-v2+er7').blocks).toEqual([
    { type: 'facts', pairs: [['messageType', 'ORU R01'], ['date', '2026-06-12 08:30'], ['organisation', 'Hospital Valdeluna']] },
    { type: 'heading', level: 2, text: 'Bioquímica', key: null },
    { type: 'table', columns: ['test', 'value', 'unit', 'range', 'flag', 'date', 'code'], header: [], rows: [['Creatinina', '0,90', 'mg/dL', '0,51 - 0,95', 'N', '2026-06-12 08:00', '2160-0'], ['CEA', '<0.5', 'ng/mL', '', '', '', '']] },
    { type: 'paragraph', text: 'Muestra & suero' },
  ])
})

test('an e-mail is its words; attachments are named and stay closed', () => {
  const mail = ['From: =?utf-8?Q?Ana_Ru=C3=ADz?= <ana@example.org>', 'To: clinic@example.org', 'Subject: =?utf-8?B?TWlzIGluZm9ybWVz?=', 'Date: Mon, 16 Nov 2026 10:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b1"', '', '--b1', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', '', 'Les env=C3=ADo mis informes.', '', '--b1', 'Content-Type: application/pdf; name="tc.pdf"', 'Content-Disposition: attachment; filename="tc.pdf"', 'Content-Transfer-Encoding: base64', '', 'JVBERi0=', '--b1--'].join('\r\n')
  const { form, blocks, attachments } = read(mail, 'text/plain')
  expect(form).toBe('email')
  expect(attachments).toEqual([{ name: 'tc.pdf', mediaType: 'application/pdf' }])
  expect(blocks[0]).toMatchObject({ pairs: [['email.from', 'Ana Ruíz <ana@example.org>'], ['email.to', 'clinic@example.org'], ['email.date', 'Mon, 16 Nov 2026 10:00:00 +0100'], ['email.subject', 'Mis informes']] })
  expect(textOfReadable({ blocks })).toContain('Les envío mis informes.')
})

test('FHIR of one person, as a bundle or a bare list: results with value and unit as sent', () => {
  const observation = { resourceType: 'Observation', code: { text: 'Creatinine' }, valueQuantity: { value: 0.9, unit: 'mg/dL', code: 'mg/dL' }, effectiveDateTime: '2026-06-12T08:00:00+02:00', referenceRange: [{ low: { value: 0.51 }, high: { value: 0.95 } }] }
  for (const value of [[observation], { resourceType: 'Bundle', entry: [{ resource: observation }] }]) {
    expect(read(JSON.stringify(value), 'application/fhir+json').blocks[1]).toEqual({ type: 'table', columns: ['test', 'value', 'unit', 'range', 'flag', 'date', 'code'], header: [], rows: [['Creatinine', '0.9', 'mg/dL', '0.51\u20130.95', '', '2026-06-12 08:00', '']] })
  }
})

test('whatever bytes come, an answer of plain values comes back', () => {
  const noise = readFileSync(import.meta.filename)
  for (const mediaType of ['text/html', 'text/xml', 'application/rtf', 'application/fhir+json', 'x-application/hl7-v2+er7', 'text/plain', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']) {
    for (const bytes of [new Uint8Array(), noise, Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256), new TextEncoder().encode('<'.repeat(40_000)), new TextEncoder().encode('<table>'.repeat(5000)), new TextEncoder().encode('{"a":'.repeat(4000))]) {
      expect(() => ReadableDocument.parse(readReadable(bytes, mediaType))).not.toThrow()
    }
  }
}, 20_000)
