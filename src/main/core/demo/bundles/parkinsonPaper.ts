// The Parkinson case's paper: a letter that was scanned without text recognition, and a laboratory sheet photographed by hand.
import { photographSheet, scanSheet, scanToPdf } from '../paper/capture.ts'
import type { GlyphFont } from '../paper/glyphs.ts'
import { createSheet, scribble, type Sheet } from '../paper/sheet.ts'
import { createRandom } from '../random.ts'
import type { DocumentTruth } from '../truth.ts'
import type { BundleDesk } from './makeBundle.ts'

/** A4 at 150 dots per inch. */
const A4 = { width: 1240, height: 1754 }
const FICTIONAL = 'Documento de demostración: personas y centros ficticios.'

export async function fileCapturedPaper(desk: BundleDesk): Promise<DocumentTruth[]> {
  const letter = drawLetter(desk.glyphs)
  const scan = scanSheet(letter, createRandom(desk.seed, 'parkinson/scan'), 1.3)
  await desk.emit('DOCS/ESCANEO1.PDF', await scanToPdf(scan, A4.width, A4.height, '2026-11-14'))
  const sheet = drawLaboratorySheet(desk.glyphs)
  await desk.emit('DOCS/ANALISIS.JPG', photographSheet(sheet, createRandom(desk.seed, 'parkinson/photo'), 1050, 1400))
  const paper = { language: 'es', hasText: false, quotes: [], pages: 1 } as const
  return [
    { ...paper, path: 'DOCS/ESCANEO1.PDF', kind: 'letter', documentDate: '2024-03-19' },
    { ...paper, path: 'DOCS/ANALISIS.JPG', kind: 'laboratory', documentDate: '2026-09-30' },
  ]
}

type Fonts = { readonly regular: GlyphFont; readonly bold: GlyphFont; readonly sans: GlyphFont }

function drawLetter({ regular, bold, sans }: Fonts): Sheet {
  const sheet = createSheet(A4.width, A4.height)
  const left = 150
  const width = 940
  sheet.bar(left, 118, 64, 64, 0.72)
  sheet.bar(left + 26, 132, 12, 36, -2)
  sheet.bar(left + 14, 144, 36, 12, -2)
  sheet.text(sans, 'Consultorio de Fuentefría', left + 88, 148, 36)
  sheet.text(regular, 'Atención Primaria · Plaza Mayor, 2 · Fuentefría', left + 88, 182, 22, 0.75)
  sheet.bar(left, 208, width, 3, 0.7)
  sheet.text(regular, 'Fuentefría, 19 de marzo de 2024', left + 600, 262, 24)
  sheet.text(bold, 'Paciente: Inés Solano Brihuega', left, 322, 26)
  sheet.text(regular, 'Fecha de nacimiento: 08/02/1959', left, 358, 24)
  let y = 440
  const paragraphs = [
    'Estimado compañero:',
    'Le remito a esta paciente de 65 años, en seguimiento por enfermedad de Parkinson desde 2022, que consulta por estreñimiento y por mareo al levantarse desde que se aumentó la dosis de levodopa.',
    'Tensión arterial en decúbito 126/74 mmHg; a los tres minutos de pie 104/66 mmHg, con síntomas. Se retiró amlodipino 5 mg, que tomaba por hipertensión, y se recomendó aumentar la ingesta de líquidos.',
    'Antecedentes: hipertensión arterial, artrosis de rodilla, intervenida de cataratas en 2021. Refiere erupción cutánea con amoxicilina en la infancia; no consta estudio de alergia.',
    'Agradeceríamos su valoración y quedamos a su disposición.',
  ]
  for (const paragraph of paragraphs) y = sheet.paragraph(regular, paragraph, left, y, 26, width)
  sheet.text(regular, 'Un cordial saludo,', left, y + 10, 26)
  sheet.stroke(scribble(left + 20, y + 96, 90), 3.2, 0.75)
  sheet.text(regular, 'Dra. Milagros Tudela Espín', left, y + 178, 26)
  sheet.text(regular, 'Medicina de Familia (ficticia)', left, y + 212, 22, 0.75)
  drawStamp(sheet, sans, 930, y + 130)
  sheet.text(regular, FICTIONAL, left, 1668, 19, 0.6)
  return sheet
}

/** A round rubber stamp, unevenly inked. */
function drawStamp(sheet: Sheet, font: GlyphFont, x: number, y: number): void {
  for (const r of [92, 82]) {
    const ring: number[] = []
    for (let i = 0; i <= 60; i++) ring.push(x + r * Math.cos(i / 9.55), y + r * Math.sin(i / 9.55))
    sheet.stroke(ring, r === 92 ? 4 : 2, 0.45)
  }
  sheet.text(font, 'REGISTRO', x - 58, y - 18, 27, 0.45)
  sheet.text(font, '21 MAR 2024', x - 70, y + 18, 25, 0.45)
  sheet.text(font, 'ENTRADA', x - 50, y + 50, 25, 0.45)
}

function drawLaboratorySheet({ regular, bold, sans }: Fonts): Sheet {
  const sheet = createSheet(1000, 1400)
  sheet.text(sans, 'LABORATORIO CLÍNICO NORTE', 60, 92, 38)
  sheet.text(regular, 'Informe de resultados · 30/09/2026 · petición DEMO-88412', 60, 130, 22, 0.8)
  sheet.bar(60, 150, 880, 3)
  sheet.text(bold, 'SOLANO BRIHUEGA, INÉS', 60, 200, 28)
  sheet.text(regular, 'Nacida el 08/02/1959 · Mujer · Historia DEMO-0427', 60, 236, 23)
  const columns = [60, 470, 620, 760]
  const rows = [
    ['Determinación', 'Resultado', 'Unidad', 'Referencia'],
    ['Hemoglobina', '12,9', 'g/dL', '12,0 a 16,0'],
    ['Leucocitos', '6,4', 'x10e9/L', '4,0 a 11,0'],
    ['Plaquetas', '254', 'x10e9/L', '150 a 400'],
    ['Creatinina', '0,81', 'mg/dL', '0,50 a 0,90'],
    ['Sodio', '139', 'mmol/L', '136 a 145'],
    ['Potasio', '4,3', 'mmol/L', '3,5 a 5,1'],
    ['ALT', '19', 'U/L', 'menos de 33'],
    ['Ferritina', '14', 'µg/L', '15 a 150'],
    ['Vitamina B12', '182', 'pg/mL', '197 a 771'],
    ['Vitamina D (25-OH)', '17', 'ng/mL', 'más de 20'],
    ['Homocisteína', '18,2', 'µmol/L', 'menos de 15'],
    ['TSH', '2,1', 'mUI/L', '0,4 a 4,5'],
    ['HbA1c', '5,6', '%', '4,0 a 6,0'],
  ]
  const flagged = new Set(['Ferritina', 'Vitamina B12', 'Vitamina D (25-OH)', 'Homocisteína'])
  for (const [r, row] of rows.entries()) {
    const y = 312 + r * 58
    for (const [c, cell] of row.entries()) {
      const isStrong = r === 0 || (flagged.has(row[0] ?? '') && c === 1)
      sheet.text(isStrong ? bold : regular, cell, columns[c] ?? 60, y, 26)
    }
    if (flagged.has(row[0] ?? '')) sheet.text(bold, '*', 560, y, 30)
    sheet.bar(60, y + 16, 880, r === 0 ? 2.4 : 1, r === 0 ? 0.8 : 0.35)
  }
  sheet.text(regular, '* fuera del intervalo de referencia', 60, 1160, 22, 0.8)
  sheet.stroke(scribble(640, 1230, 70), 3, 0.7)
  sheet.text(regular, 'Validado: R. Olmedo (ficticio)', 600, 1300, 22, 0.8)
  sheet.text(regular, FICTIONAL, 60, 1360, 18, 0.6)
  return sheet
}
