// Finding in a large case: the question to the core and back, on 5,000 pages, against reading the same pages one by one.
import { type BenchResult, median, spread } from '../support/bench.ts'
import { fileCases } from '../support/benchCases.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'
import { putLines } from '../../src/main/core/search/searchStore.ts'
import { createRandom } from '../../src/main/core/demo/random.ts'
import { newUuid } from '../../src/shared/kit/ids.ts'

export const names = ['search']

const DOCUMENTS = 50
const PAGES_EACH = 100
const WORDS_PER_PAGE = 320
const RUNS = 12
const GOAL_MS = 50

/** Common and rare words, a phrase, a beginning, several words: what people look for. */
const QUESTIONS = ['adenocarcinoma pulmon', '"lobulo superior derecho"', 'metast', 'paciente', 'xantogranuloma', 'creatinina suero hepat']

const WORDS = 'el la de y en paciente tumor pulmón lóbulo superior derecho adenocarcinoma metástasis hepática ganglio captación tratamiento quimioterapia ciclo informe estudio contraste imagen lesión milímetros diámetro biopsia resultado suero creatinina hemoglobina leucocitos plaquetas dosis control evolución mejoría dolor disnea ingreso alta urgencias consulta cirugía margen libre grado estadio respuesta parcial completa progresión enfermedad estable'.split(' ')

export async function bench(): Promise<BenchResult[]> {
  const store = temporaryStore()
  const station = await openBenchWorkstation({ directory: store.directory, quickPassphrase: true })
  try {
    await station.signUp()
    const [caseId] = fileCases(station, 1)
    if (!caseId) throw new Error('no case')
    const { db } = station.core.work().session
    const random = createRandom(5000, 'search')
    for (let document = 0; document < DOCUMENTS; document++) {
      const lines = Array.from({ length: PAGES_EACH }, (_, page) => {
        const words = Array.from({ length: WORDS_PER_PAGE }, () => WORDS[Math.floor(random.next() * WORDS.length)] ?? 'de')
        if (document === 31 && page === 64) words[100] = 'xantogranuloma'
        return { page: page + 1, detail: '{}', text: words.join(' ') }
      })
      db.write((tx) => putLines(tx, caseId, 'note', newUuid(Date.now() + document), { stamp: '', state: 'read', lines: lines.map((line) => ({ ...line, detail: NOTE })) }))
    }
    const measured: number[] = []
    const scanned: number[] = []
    for (let run = 0; run < RUNS; run++) {
      for (const words of QUESTIONS) {
        const began = performance.now()
        const { total } = await station.client.search.find({ caseId, words, limit: 100 })
        measured.push(performance.now() - began)
        if (total === 0) throw new Error(`"${words}" was not found`)
      }
      const began = performance.now()
      db.read((r) => r.all("SELECT id FROM search_line WHERE text LIKE '%xantogranuloma%'"))
      scanned.push(performance.now() - began)
    }
    const value = median(measured)
    const slowest = [...measured].sort((a, b) => a - b)[Math.ceil(measured.length * 0.95) - 1] ?? Number.NaN
    return [
      { name: 'search', value: Number(slowest.toFixed(1)), unit: 'ms (95 of 100), 5,000 pages', spread: Number(spread(measured).toFixed(1)), against: 'reading every page for one word', ratio: Number((value / median(scanned)).toFixed(2)), goal: `< ${GOAL_MS} ms`, ok: slowest < GOAL_MS },
    ]
  } finally {
    await station.stop()
    store.remove()
  }
}

const NOTE = JSON.stringify({
  id: '01936a00-0000-7000-8000-00000000000a',
  authorName: 'Bench',
  anchor: { kind: 'passage', documentId: '01936a00-0000-7000-8000-00000000000b', sha256: 'a'.repeat(64), page: 1, rects: [[0, 0, 0, 0]], quote: '' },
})
