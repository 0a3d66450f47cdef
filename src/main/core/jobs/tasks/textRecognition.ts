// The recognition engine (Tesseract, LSTM) with its language data, both from the installed packages: nothing is fetched. Runs in a disposable worker only.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

export interface ReadWord {
  text: string
  /** Pixels of the picture after turning it upright, origin top left: [x1, y1, x2, y2]. */
  box: [number, number, number, number]
  confidence: number
  line: number
}

export interface Recognition {
  /** @param exif orientation 1 to 8 as recorded by the camera */
  read(picture: Uint8Array, exif: number): { words: ReadWord[]; confidence: number; skewDegrees: number }
}

interface Engine {
  FS: { writeFile(path: string, bytes: Uint8Array): void }
  TessBaseAPI: new () => {
    Init(folder: string, languages: string, mode: number): number
    SetImageFile(exif: number, angle: number, upscale: boolean): number
    SetPageSegMode(mode: number): void
    Recognize(monitor: null): number
    GetTSVText(page: number): string
    GetGradient(): number
    MeanTextConf(): number
  }
}

const LSTM_ONLY = 1
const PAGE_AUTO = 3

export const LANGUAGES = { es: 'spa', en: 'eng' } as const
export type RecognitionLanguage = keyof typeof LANGUAGES

/** @param languages the likeliest first */
export async function openRecognition(languages: readonly RecognitionLanguage[]): Promise<Recognition> {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('tesseract.js-core/package.json'))
  const start = require('tesseract.js-core/tesseract-core-simd-lstm.js') as (options: object) => Promise<Engine>
  const silent = () => undefined
  const engine = await start({ wasmBinary: readFileSync(join(folder, 'tesseract-core-simd-lstm.wasm')), print: silent, printErr: silent, TesseractProgress: silent })
  const codes = languages.map((language) => LANGUAGES[language])
  for (const code of codes) {
    const data = dirname(require.resolve(`@tesseract.js-data/${code}/package.json`))
    engine.FS.writeFile(`/${code}.traineddata`, gunzipSync(readFileSync(join(data, '4.0.0_best_int', `${code}.traineddata.gz`))))
  }
  const api = new engine.TessBaseAPI()
  if (api.Init('/', codes.join('+'), LSTM_ONLY) !== 0) throw new Error('recognition did not start')
  return {
    read(picture, exif) {
      engine.FS.writeFile('/input', picture)
      api.SetPageSegMode(PAGE_AUTO)
      if (api.SetImageFile(exif, 0, false) !== 0) throw new Error('not a picture')
      api.Recognize(null)
      const words = wordsOf(api.GetTSVText(0))
      const confidence = words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence, 0) / words.length
      return { words, confidence, skewDegrees: skewOf(words) }
    },
  }
}

/** Rows of kind 5 are words: kind, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function wordsOf(table: string): ReadWord[] {
  const lines = new Map<string, number>()
  return table.split('\n').flatMap((row): ReadWord[] => {
    const [kind, , block, paragraph, line, , left, top, width, height, confidence, text = ''] = row.split('\t')
    if (kind !== '5' || text.trim() === '') return []
    const key = `${block} ${paragraph} ${line}`
    const number = lines.get(key) ?? lines.size
    lines.set(key, number)
    const [x, y] = [Number(left), Number(top)]
    return [{ text: text.trim(), box: [x, y, x + Number(width), y + Number(height)], confidence: Math.min(100, Math.max(0, Number(confidence))), line: number }]
  })
}

/** Median slope of the feet of long lines, degrees. */
function skewOf(words: readonly ReadWord[]): number {
  const lines = new Map<number, ReadWord[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  const slopes = [...lines.values()].flatMap((line) => {
    const [first, last] = [line[0], line.at(-1)]
    if (!first || !last || line.length < 4) return []
    const run = (last.box[0] + last.box[2] - first.box[0] - first.box[2]) / 2
    const rise = (last.box[1] + last.box[3] - first.box[1] - first.box[3]) / 2
    return run > 0 ? [Math.atan2(rise, run)] : []
  })
  slopes.sort((a, b) => a - b)
  return ((slopes[slopes.length >> 1] ?? 0) * 180) / Math.PI
}
