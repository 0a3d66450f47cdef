// Paper for the journey of documents: the pathology letter sent again with a correction, and a letter that is only a scan.
import { join } from 'node:path'
import { fileCapturedPaper } from '../../src/main/core/demo/bundles/parkinsonPaper.ts'
import type { BundleDesk } from '../../src/main/core/demo/bundles/makeBundle.ts'
import { readFonts } from '../../src/main/core/demo/paper/fonts.ts'
import { openGlyphFont } from '../../src/main/core/demo/paper/glyphs.ts'
import { writeLetter } from '../../src/main/core/demo/paper/letter.ts'
import PDFDocument from 'pdfkit'
import { PASSAGE } from './journeyBundle.ts'

const resources = join(import.meta.dirname, '../../resources')

/** A page more stands before the passage that was marked in the first edition. */
export async function correctedLetter(): Promise<Uint8Array> {
  const filler = Array.from({ length: 30 }, (_, i) => ({ paragraph: `Aclaración ${i + 1}: se corrige la identificación del bloque remitido, sin cambios en el material estudiado.` }))
  const letter = await writeLetter(
    {
      letterhead: { name: 'Hospital Valdeluna', unit: 'Servicio de Anatomía Patológica', address: 'Calle Inventada 1, Valdeluna', colour: '#1f5f8b', emblem: 'cross' },
      patient: [['Paciente', 'Ana Ruiz Mora'], ['Fecha de nacimiento', '08/04/1963'], ['Historia', '882211'], ['Sexo', 'Mujer']],
      footer: 'Documento de prueba: personas y centros ficticios.',
      pageWord: 'Página',
      language: 'es',
      title: 'Informe de anatomía patológica',
      reference: 'B26-4471\n19/03/2026',
      date: '2026-03-19',
      parts: [...filler, { heading: 'Diagnóstico' }, { paragraph: PASSAGE }, { signature: ['Dra. Elena Prado', 'Patóloga'] }],
    },
    readFonts(resources),
  )
  return letter.bytes
}

/** The demo's scanned letter: pictures of words, a little askew. */
export async function scannedSheet(): Promise<Uint8Array> {
  const fonts = readFonts(resources)
  const glyphs = { regular: openGlyphFont(fonts.serif), bold: openGlyphFont(fonts.serifBold), sans: openGlyphFont(fonts.sansBold) }
  let scan = new Uint8Array()
  const emit = async (path: string, bytes: Uint8Array) => {
    if (path.endsWith('.PDF')) scan = new Uint8Array(bytes)
  }
  await fileCapturedPaper({ seed: 7, fonts, glyphs, emit } as unknown as BundleDesk)
  return scan
}

export const ATTACHED_NOTE = 'Nota adjunta. Paciente: Ana Ruiz Mora. Fecha de nacimiento: 08/04/1963. Alergia referida a la penicilina.'

/** A letter that carries a note for the file and one pinned to its page, and scripts that would run at opening, on the page and by name. */
export async function carryingLetter(): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: 'A4', margin: 60 })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  const script = (mark: string) => doc.ref({ S: 'JavaScript', JS: new String(`app.alert('${mark}'); this.getField('x').value = '${mark}'; document.title = '${mark}'`) })
  const opening = script('run-open')
  const turning = script('run-page')
  const inside = doc as unknown as { fileAnnotation(x: number, y: number, width: number, height: number, file: object): void; _root: { data: Record<string, unknown> }; page: { dictionary: { data: Record<string, unknown> } } }
  doc.fontSize(12).text('Carta con anexos. Paciente: Ana Ruiz Mora. Fecha de nacimiento: 08/04/1963. Historia: 882211.')
  doc.file(Buffer.from(ATTACHED_NOTE), { name: 'nota_adjunta.txt', description: 'Nota de enfermería', creationDate: new Date(0), modifiedDate: new Date(0) })
  inside.fileAnnotation(100, 150, 20, 20, { src: Buffer.from('anexo'), name: '../../anexo.txt', creationDate: new Date(0), modifiedDate: new Date(0) })
  inside._root.data.OpenAction = opening
  inside.page.dictionary.data.AA = { O: turning }
  doc.addNamedJavaScript('run', `app.alert('run-name')`)
  for (const made of [opening, turning]) (made as unknown as { end(): void }).end()
  doc.end()
  await done
  return Buffer.concat(chunks)
}
