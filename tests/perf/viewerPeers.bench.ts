// One chest CT in our imaging room and in OHIF, dwv and bare Cornerstone, in the same Chromium: first picture, three planes, scrolling, window, memory; and what is left without WebGL. Only with --peers.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchResult, median, quantile95, spread } from '../support/bench.ts'
import { prepareStore } from '../support/benchStore.ts'
import { seriesFiles } from '../support/viewerPeers/seriesFiles.ts'
import { buildPages } from '../support/viewerPeers/buildPages.ts'
import { installPeers } from '../support/viewerPeers/installPeers.ts'
import { servePeers } from '../support/viewerPeers/peerServer.ts'
import { bareViewer, ohifViewer, ourViewer, type Viewer } from '../support/viewerPeers/viewers.ts'

export const names = ['peerFirst', 'peerPlanes', 'peerScroll', 'peerWindow', 'peerMemory', 'peerFirstNoWebGl', 'peerPlanesNoWebGl']

const RUNS = 3
/** Whether something is shown at all does not need more. */
const RUNS_WITHOUT = 1
const STEPS = 40
const NO_WEBGL = ['--disable-3d-apis', '--disable-software-rasterizer']

type Measured = Record<'first' | 'planes' | 'scroll' | 'window' | 'memory', number | null>

export async function bench(): Promise<BenchResult[]> {
  if (process.env.CONSILIUM_BENCH_PEERS !== '1') {
    process.stderr.write('peerFirst …: not measured, peers were not asked for (--peers)\n')
    return []
  }
  const modules = installPeers()
  const pages = mkdtempSync(join(tmpdir(), 'consilium-peers-'))
  const prepared = await prepareStore()
  const files = seriesFiles(prepared.demo)
  await buildPages(modules, pages)
  const server = await servePeers(join(modules, '@ohif/app/dist'), pages, files)
  try {
    const viewers = [ourViewer(prepared.directory, 'CT ·'), bareViewer('dwv', server, files.length), bareViewer('cornerstone', server, files.length), ohifViewer(server, files)]
    const withGl = await runAll(viewers, [], RUNS)
    const without = await runAll(viewers, NO_WEBGL, RUNS_WITHOUT)
    return [
      ...(['first', 'planes', 'scroll', 'window', 'memory'] as const).map((what) => result(`peer${what[0]?.toUpperCase()}${what.slice(1)}`, what, withGl)),
      result('peerFirstNoWebGl', 'first', without),
      result('peerPlanesNoWebGl', 'planes', without),
    ]
  } finally {
    server.close()
    prepared.remove()
    rmSync(pages, { recursive: true, force: true })
  }
}

/** In turns, so that a busy moment of the machine falls on all. */
async function runAll(viewers: readonly Viewer[], flags: readonly string[], runs: number): Promise<Map<string, Measured[]>> {
  const all = new Map<string, Measured[]>(viewers.map(({ name }) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const viewer of run % 2 === 0 ? viewers : [...viewers].reverse()) all.get(viewer.name)?.push(await measure(viewer, flags))
  }
  return all
}

async function measure(viewer: Viewer, flags: readonly string[]): Promise<Measured> {
  const slices = await viewer.open(flags)
  let first: number | null = null
  let scroll: number | null = null
  let preset: number | null = null
  let memory: number | null = null
  try {
    first = await slices.page.evaluate(() => window.canvasWatch.first(() => window.viewerPeer.show())).catch(nothing(viewer, 'first picture'))
    if (first !== null) {
      await slices.page.waitForTimeout(4_000)
      scroll = await slices.page.evaluate((count) => window.canvasWatch.each(() => window.viewerPeer.step(), count), STEPS).then(quantile95, nothing(viewer, 'scrolling'))
      preset = await slices.page.evaluate((count) => window.canvasWatch.each((turn) => window.viewerPeer.window(turn), count), STEPS).then(quantile95, nothing(viewer, 'window'))
      memory = slices.peak()
    }
  } finally {
    await slices.close()
  }
  const planes = await viewer.open(flags)
  try {
    const complete = await planes.page.evaluate(() => window.canvasWatch.whole(() => window.viewerPeer.planes(), 3)).catch(nothing(viewer, 'planes'))
    return { first, scroll, window: preset, memory, planes: complete }
  } finally {
    await planes.close()
  }
}

/** Told, and counted as blank. */
const nothing = ({ name }: Viewer, what: string) => (error: unknown): null => {
  process.stderr.write(`${name}, ${what}: ${String(error).split('\n')[0]}\n`)
  return null
}

const UNIT = { first: 'ms, begun to first picture', planes: 'ms, begun to three planes complete', scroll: 'ms (95 of 100), slice to changed pixels', window: 'ms (95 of 100), window to changed pixels', memory: 'MiB, most of the page process' }

/** Ours against the best of the others; a viewer that shows nothing counts as no rival and is told as blank, one that could not be asked as not measured. */
function result(name: string, what: keyof Measured, all: ReadonlyMap<string, readonly Measured[]>): BenchResult {
  const of = (viewer: string) => (all.get(viewer) ?? []).map((one) => one[what]).filter((value) => value !== null)
  const ours = of('ours')
  const others = [...all.keys()].filter((viewer) => viewer !== 'ours')
  const without = (viewer: string) => (all.get(viewer)?.every(({ first }) => first === null) ? 'blank' : 'not measured')
  const against = others.map((viewer) => `${viewer} ${of(viewer).length > 0 ? Math.round(median(of(viewer)) * 10) / 10 : without(viewer)}`).join(', ')
  const rivals = others.filter((viewer) => of(viewer).length > 0).map((viewer) => median(of(viewer)))
  const best = rivals.length > 0 ? Math.min(...rivals) : null
  const value = median(ours)
  return { name, value: Math.round(value * 10) / 10, unit: UNIT[what], spread: Math.round(spread(ours) * 10) / 10, against, ratio: best === null ? null : Number((value / best).toFixed(2)), goal: 'ahead of all three', ok: best === null || value < best }
}
