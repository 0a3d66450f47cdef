// What becomes of a sheet of paper: a skewed, noisy scan in a PDF without text, or a photograph that must be turned.
import PDFDocument from 'pdfkit'
import type { Random } from '../random.ts'
import { blurPlane } from '../raster/blur.ts'
import { createNoise3 } from '../raster/noise.ts'
import { encodeJpeg } from './jpeg.ts'
import { sampleAt, type Sheet } from './sheet.ts'

/** Flatbed scan at the sheet's own resolution. @param degrees skew of the paper on the glass */
export function scanSheet(sheet: Sheet, random: Random, degrees: number): Float32Array {
  const { width, height } = sheet
  const c = Math.cos((degrees * Math.PI) / 180)
  const s = Math.sin((degrees * Math.PI) / 180)
  const noise = createNoise3(random)
  const scan = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const px = c * (x - width / 2) + s * (y - height / 2) + width / 2
      const py = -s * (x - width / 2) + c * (y - height / 2) + height / 2
      const paper = sampleAt(sheet.ink, width, height, px, py, 92)
      const shade = 4 * noise(x / 300, y / 300, 1) - 16 * Math.exp(-x / 22) - 9 * Math.exp(-(height - y) / 16)
      scan[y * width + x] = paper + shade
    }
  }
  blurPlane(scan, width, height, 0.6)
  for (let i = 0; i < scan.length; i++) {
    const speck = random.next() < 0.00012 ? -120 * random.next() : 0
    scan[i] = (scan[i] as number) + 4.5 * random.gaussian() + speck
  }
  return scan
}

/** One page that is only a picture: searching must say that there is no text. */
export async function scanToPdf(scan: Float32Array, width: number, height: number, date: string): Promise<Buffer> {
  const jpeg = encodeJpeg({ width, height, planes: [scan] }, { quality: 58, dpi: 150 })
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    info: { Producer: 'DEMO SCANNER', Creator: 'DEMO SCANNER', CreationDate: new Date(`${date}T09:00:00Z`) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((done, failed) => {
    doc.on('end', done)
    doc.on('error', failed)
  })
  doc.image(jpeg, 0, 0, { width: 595.28, height: 841.89 })
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

/**
 * A sheet on a table, photographed by hand and stored lying on its side: EXIF orientation 6 says that it must be
 * turned a quarter clockwise.
 */
export function photographSheet(sheet: Sheet, random: Random, width: number, height: number): Buffer {
  const noise = createNoise3(random)
  const planes = [0, 1, 2].map(() => new Float32Array(width * height))
  const corners = { left: 0.1, right: 0.93, top: 0.06, bottom: 0.95 }
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const lean = 1 - 0.07 * (1 - v / height)
      const x = (u / width - 0.515) / lean + 0.515 + 0.018 * (v / height - 0.5)
      const y = v / height + 0.012 * (u / width - 0.5)
      const sx = ((x - corners.left) / (corners.right - corners.left)) * sheet.width
      const sy = ((y - corners.top) / (corners.bottom - corners.top)) * sheet.height
      const paper = sampleAt(sheet.ink, sheet.width, sheet.height, sx, sy, -1)
      const grain = noise(u / 90 + 0.4 * noise(u / 60, v / 300, 2), v / 9, 5)
      const wood = [124 + 22 * grain, 92 + 18 * grain, 64 + 14 * grain]
      const light = 0.98 - 0.3 * (u / width) * (1 - v / height) + 0.05 * noise(u / 500, v / 500, 9) - shadow(u / width, v / height)
      const tint = [1, 0.972, 0.905]
      // Upright column u, row v is stored in column v, row width - 1 - u.
      const at = (width - 1 - u) * height + v
      for (const [p, plane] of planes.entries()) {
        const colour = paper < 0 ? (wood[p] ?? 0) : paper * (tint[p] ?? 1)
        plane[at] = colour * light + 3.2 * random.gaussian()
      }
    }
  }
  for (const plane of planes) blurPlane(plane, height, width, 0.55)
  return encodeJpeg({ width: height, height: width, planes }, { quality: 78, orientation: 6 })
}

/** The photographer's hand between lamp and paper. */
function shadow(x: number, y: number): number {
  const away = Math.hypot((x - 0.95) / 0.42, (y - 0.95) / 0.3)
  return away < 1 ? 0.24 * (1 - away * away) : 0
}
