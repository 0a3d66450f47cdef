// What the core answers without a window: the work list of 100 cases, and the audit chain walked row by row.
import { type BenchResult, median, spread } from '../support/bench.ts'
import { fileCases } from '../support/benchCases.ts'
import { openBenchWorkstation, temporaryStore } from '../support/benchWorkstation.ts'

export const names = ['workList', 'auditVerify']

const CASES = 100
const LISTS = 15
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
    return [await listCases(station), walkAudit(station)]
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
