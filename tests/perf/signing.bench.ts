// The demo's report: preview and signature as the sign-off does them, against pdfkit writing an empty PDF; then proving the signature.
import PDFDocument from 'pdfkit'
import { type BenchResult, median, spread } from '../support/bench.ts'
import { prepareStore } from '../support/benchStore.ts'
import { BENCH_PASSPHRASE, openBenchWorkstation } from '../support/benchWorkstation.ts'

export const names = ['signedPdf', 'verify']

const VERSIONS = 3
const EMPTY_RUNS = 10
const VERIFY_RUNS = 7
const GOAL_SECONDS = 5
const GOAL_VERIFY_MS = 500

export async function bench(): Promise<BenchResult[]> {
  const prepared = await prepareStore()
  const station = await openBenchWorkstation({ directory: prepared.directory, quickPassphrase: true })
  try {
    const { client } = station
    const [profile] = (await client.profile.status()).profiles
    if (!profile) throw new Error('the store has no profile')
    await client.profile.unlock({ userId: profile.id, passphrase: BENCH_PASSPHRASE })
    const { caseId } = prepared
    let { reportId } = prepared
    const signed: number[] = []
    // Each version has a text of its own, so that no preview is found again.
    for (let version = 1; version <= VERSIONS; version++) {
      const began = performance.now()
      const { contentHash, obstacles } = await client.reports.preview({ caseId, reportId, language: 'es' })
      if (obstacles.some(({ severity }) => severity === 'blocker')) throw new Error('the demo report cannot be signed')
      await client.signOff.sign({
        caseId, reportId, seenHash: contentHash, language: 'es', passphrase: BENCH_PASSPHRASE,
        attestations: { personallyReviewed: true, noConflictOfInterest: true },
      })
      signed.push((performance.now() - began) / 1000)
      if (version < VERSIONS) reportId = (await client.reports.amend({ caseId, reportId, reason: `Version ${version + 1} of the bench` })).id
    }
    const empty: number[] = []
    for (let run = 0; run < EMPTY_RUNS; run++) empty.push(await writeEmptyPdf())
    const verified: number[] = []
    for (let run = 0; run < VERIFY_RUNS; run++) {
      const began = performance.now()
      const { ok } = await client.signOff.verify({ caseId, reportId })
      if (!ok) throw new Error('the signature does not hold')
      verified.push(performance.now() - began)
    }
    const value = median(signed)
    const proof = median(verified)
    return [
      {
        name: 'signedPdf', value: Number(value.toFixed(2)), unit: 's', spread: Number(spread(signed).toFixed(2)),
        against: 'pdfkit writing an empty PDF', ratio: Math.round(value / median(empty)), goal: `≤ ${GOAL_SECONDS} s, preview and signature`, ok: value <= GOAL_SECONDS,
      },
      { name: 'verify', value: Math.round(proof), unit: 'ms', spread: Math.round(spread(verified)), against: null, ratio: null, goal: `≤ ${GOAL_VERIFY_MS} ms`, ok: proof <= GOAL_VERIFY_MS },
    ]
  } finally {
    await station.stop()
    prepared.remove()
  }
}

function writeEmptyPdf(): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now()
    const document = new PDFDocument({ size: 'A4' })
    document.on('data', () => undefined)
    document.on('end', () => resolve((performance.now() - began) / 1000))
    document.end()
  })
}
