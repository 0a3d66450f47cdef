// What the core answers without a window: the work list of 100 cases, and the audit chain walked row by row.
import { type BenchResult, median, spread } from '../support/bench.ts'
import { fileCases } from '../support/benchCases.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'

export const names = ['workList', 'workList10k', 'auditVerify']

const CASES = 100
const LISTS = 15
const MANY = 10_000
const TURNS = 40
/** A frame of a screen at 60 Hz is 16.7 ms: an answer within three is not felt as waiting. */
const GOAL_TURN_MS = 50
const ROWS = 20_000
const WALKS = 5
const GOAL_LIST_MS = 100
/** 875,000 events in two seconds. */
const GOAL_ROWS = 437_500

export async function bench(): Promise<BenchResult[]> {
  const { directory, remove } = temporaryStore()
  const station = await openBenchWorkstation({ directory, quickPassphrase: true })
  try {
    await station.signUp()
    fileCases(station, CASES)
    const hundred = await listCases(station)
    return [hundred, await turnPages(station), walkAudit(station)]
  } finally {
    await station.stop()
    remove()
  }
}

async function listCases({ client, core }: Awaited<ReturnType<typeof openBenchWorkstation>>): Promise<BenchResult> {
  const { db } = core.work().session
  const listed: number[] = []
  const rows: number[] = []
  for (let run = 0; run <= LISTS; run++) {
    const began = performance.now()
    const cases = await client.cases.list()
    const between = performance.now()
    const bodies = db.read((r) => r.all<{ body: string }>('SELECT body FROM review_case')).map(({ body }) => JSON.parse(body) as object)
    const ended = performance.now()
    if (cases.length !== CASES || bodies.length !== CASES) throw new Error('the work list is not whole')
    if (run === 0) continue
    listed.push(between - began)
    rows.push(ended - between)
  }
  const value = median(listed)
  return {
    name: 'workList', value: round(value), unit: `ms for ${CASES} cases`, spread: round(spread(listed)),
    against: 'reading the same rows and nothing else', ratio: round(value / median(rows)), goal: `≤ ${GOAL_LIST_MS} ms`, ok: value <= GOAL_LIST_MS,
  }
}

/** Typing, filtering and scrolling in a list of ten thousand: one page of the list by its contract, the index warm; the first one is told apart. */
async function turnPages(station: Awaited<ReturnType<typeof openBenchWorkstation>>): Promise<BenchResult> {
  const { client, core } = station
  fileCases(station, MANY)
  core.live.publish('cases')
  const page = (text: string, offset: number) => client.cases.page({ filter: 'all', text, pinned: [], selected: null, offset, limit: 60 })
  const began = performance.now()
  const first = await page('', 0)
  const firstMs = performance.now() - began
  if (first.total < MANY) throw new Error('the work list is not whole')
  const typed: number[] = []
  const scrolled: number[] = []
  for (let run = 0; run < TURNS; run++) {
    const start = performance.now()
    const found = await page(`bench ${run}`, 0)
    const middle = performance.now()
    await page('', run * 200)
    scrolled.push(performance.now() - middle)
    typed.push(middle - start)
    if (found.total === 0) throw new Error('the text found nothing')
  }
  const value = median(typed)
  return {
    name: 'workList10k', value: round(value), unit: `ms per typed letter among ${MANY} cases; scrolled page ${round(median(scrolled))} ms, first list ${round(firstMs)} ms`, spread: round(spread(typed)),
    against: 'the first list, nothing in memory', ratio: round(value / firstMs), goal: `≤ ${GOAL_TURN_MS} ms`, ok: value <= GOAL_TURN_MS,
  }
}

function walkAudit({ core }: Awaited<ReturnType<typeof openBenchWorkstation>>): BenchResult {
  const { session, audit } = core.work()
  const actor = { userId: session.user.id, role: session.user.role }
  session.db.write((tx) => {
    for (let row = 0; row < ROWS; row++) audit.append(tx, 'bench.row', actor, { row })
  })
  const perSecond = Array.from({ length: WALKS + 1 }, () => {
    const began = performance.now()
    const { ok, rows } = session.db.read((r) => audit.verify(r))
    if (!ok || rows < ROWS) throw new Error('the chain does not hold')
    return rows / ((performance.now() - began) / 1000)
  }).slice(1)
  const value = median(perSecond)
  return { name: 'auditVerify', value: Math.round(value), unit: 'rows/s', spread: Math.round(spread(perSecond)), against: null, ratio: null, goal: `≥ ${GOAL_ROWS} rows/s`, ok: value >= GOAL_ROWS }
}

const round = (value: number) => Number(value.toFixed(1))
