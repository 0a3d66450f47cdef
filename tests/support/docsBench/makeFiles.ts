// Files for the bench: an invented hospital letter as a PDF with outline, link and a turned page; the same locked; one damaged; one without text.
import { createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import PDFDocument from 'pdfkit'

const folder = resolve(process.argv[2] ?? 'out/benchFiles')
const sans = resolve(import.meta.dirname, '../../../node_modules/source-sans/TTF/SourceSans3-Regular.ttf')

const findings =
  'The known mass of the right hilum has decreased and now measures 30 mm in its largest diameter, compared with 46 mm on 24 May 2026. FDG uptake is reduced, SUVmax 9.9 (previously 24.7). ' +
  'Recomendaciones psicológicas: ansiedad leve, sin diagnóstico. '

async function writePdf(name: string, options: PDFKit.PDFDocumentOptions, body: (doc: PDFKit.PDFDocument) => void): Promise<void> {
  const doc = new PDFDocument({ size: 'A4', margin: 62, info: { Title: name }, ...options })
  const out = createWriteStream(join(folder, name))
  doc.pipe(out)
  doc.registerFont('sans', sans)
  doc.font('sans')
  body(doc)
  doc.end()
  await finished(out)
}

function letter(doc: PDFKit.PDFDocument): void {
  doc.fontSize(18).text('PET/CT with 18F-FDG, whole body').fontSize(10).fillColor('#555').text('Radiologia Adriatica · Nuclear Medicine Unit').fillColor('black').moveDown()
  for (const [i, title] of ['Technique', 'Findings', 'Conclusion'].entries()) {
    doc.outline.addItem(title)
    doc.fontSize(12).text(title).fontSize(11).text(findings.repeat(i === 1 ? 3 : 1), { align: 'justify' }).moveDown()
  }
  doc.fillColor('#0645ad').text('Images online', { link: 'https://viewer.example.org/study?id=1', underline: true }).fillColor('black')
  for (const page of [2, 3, 4]) {
    doc.addPage(page === 3 ? { layout: 'landscape' } : {})
    doc.fontSize(14).text(`Page ${page}`).fontSize(11).text(findings.repeat(8), { align: 'justify' })
  }
}

await mkdir(folder, { recursive: true })
await writePdf('report.pdf', {}, letter)
await writePdf('locked.pdf', { userPassword: 'verona', ownerPassword: 'owner', pdfVersion: '1.7ext3' }, letter)
await writePdf('scan.pdf', {}, (doc) => doc.rect(90, 120, 400, 12).rect(90, 150, 380, 12).rect(90, 180, 300, 12).fill('#333'))
await writePdf('long.pdf', {}, (doc) => {
  for (let page = 1; page <= 400; page++) doc.text(`${page} ${findings}`).addPage()
})
const whole = await readFile(join(folder, 'report.pdf'))
await writeFile(join(folder, 'damaged.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), whole.subarray(2000, 6000)]))
await writeFile(join(folder, 'note.txt'), 'Nota clínica\n<script>alert(1)</script>\nCreatinina 0,9 mg/dl\n')
