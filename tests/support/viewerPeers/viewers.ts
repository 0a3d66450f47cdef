// The four viewers, each on the same series: a browser of its own for every run, so that nothing is kept from the run before.
import type { Page } from '@playwright/test'
import { descendants, openBrowser, openCase, openProduct, peakMb, waitForPicture } from '../benchBrowser.ts'
import { installOhif } from './ohif.ts'
import { installOurs } from './hands.ts'
import { installWatch } from './peerPage.ts'
import type { PeerServer } from './peerServer.ts'

export interface OpenedViewer {
  page: Page
  /** Most memory of the largest page process so far, MiB; null where the system does not tell. */
  peak(): number | null
  close(): Promise<void>
}

export interface Viewer {
  name: string
  /** Opens with the series at hand and nothing of it shown. @param flags of the browser */
  open(flags: readonly string[]): Promise<OpenedViewer>
}

const SIZE = { width: 1600, height: 1000 }

function peakOfPages(): number | null {
  const peaks = descendants(process.pid, '--type=renderer').map(peakMb)
  return peaks.includes(null) ? null : Math.max(...peaks.map(Number))
}

/** @param store directory with the demo's lung case; @param description words of the series' line that is not on the stage */
export function ourViewer(store: string, description: string): Viewer {
  return {
    name: 'ours',
    async open(flags) {
      const product = await openProduct(store, {}, flags, true)
      await openCase(product.page, 'QUIROGA', 'imaging')
      await waitForPicture(product.page)
      await installOurs(product.page, description)
      await installWatch(product.page)
      return { page: product.page, peak: peakOfPages, close: () => product.close() }
    },
  }
}

export function bareViewer(name: 'dwv' | 'cornerstone', { origin }: PeerServer, files: number): Viewer {
  return peer(name, async (page) => {
    await page.goto(`${origin}/pages/${name}.html?files=${files}`)
    await page.waitForFunction(() => 'viewerPeer' in window)
  })
}

/** @param files paths of the series; OHIF reads them as a person gives them */
export function ohifViewer({ origin }: PeerServer, files: readonly string[]): Viewer {
  return peer('ohif', (page) => installOhif(page, origin, files))
}

function peer(name: string, prepare: (page: Page) => Promise<void>): Viewer {
  return {
    name,
    async open(flags) {
      const browser = await openBrowser(flags, true)
      const page = await (await browser.newContext({ viewport: SIZE, locale: 'en', reducedMotion: 'reduce' })).newPage()
      await prepare(page)
      await installWatch(page)
      return { page, peak: peakOfPages, close: () => browser.close() }
    },
  }
}
