// Reading the images of two dates offline: what is there and what is missing, side by side, by key, in three planes, and back after a crash (E1.1 to E1.4).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type Element, slice } from '../support/dicomFile.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

const SIDE = 64
const FINE = { name: 'Thorax 2.5 mm', study: '2.25.500', series: '2.25.501', date: '20260524', space: '2.25.510', step: 2.5, count: 33, left: -1 }
/** The fourth slice of the follow-up never arrived. */
const THICK = { name: 'Thorax 5 mm', study: '2.25.600', series: '2.25.601', date: '20261029', space: '2.25.610', step: 5, count: 17, left: 3 }

function writeSeries(folder: string, { name, study, series, date, space, step, count, left }: typeof FINE): void {
  mkdirSync(join(folder, series), { recursive: true })
  for (let n = 0; n < count; n++) {
    if (n === left) continue
    const z = n * step
    const pixels = Array.from({ length: SIDE * SIDE }, (_, i) => {
      const [x, y] = [i % SIDE, Math.floor(i / SIDE)]
      const isLesion = Math.hypot(x - 20, y - 30, (z - 40) / 2) < 8
      const isBody = Math.hypot((x - 32) / 1.3, y - 32) < 22
      return isLesion ? 1180 : isBody ? 960 + ((x * 7 + y * 13 + n * 5) % 160) : 24
    })
    const extra: Element[] = [
      [0x00080020, 'DA', date], [0x0008103e, 'LO', name], [0x00200052, 'UI', space], [0x00180050, 'DS', String(step)],
      [0x00280010, 'US', SIDE], [0x00280011, 'US', SIDE], [0x00280030, 'DS', '4\\4'], [0x00281050, 'DS', '40'], [0x00281051, 'DS', '400'], [0x00281052, 'DS', '-1024'], [0x00281053, 'DS', '1'],
    ]
    writeFileSync(join(folder, series, `IM${n}`), slice({ study, series, instance: `${series}.${n}`, number: n + 1, z, pixels, extra }))
  }
}

/** Coordinate across the picture as it stands in its corner. */
async function position(page: Page, viewer: number): Promise<number> {
  const text = await page.locator('[role="application"]').nth(viewer).locator('svg').first().textContent()
  return Number(/z (−?\d+(?:\.\d+)?)\smm/.exec(text ?? '')?.[1]?.replace('−', '-') ?? Number.NaN)
}

test('two dates are read offline: gaps named, linked, windowed by key, cut in three planes, kept over a crash', async ({ browser }) => {
  const root = mkdtempSync(join(tmpdir(), 'consilium-reading-'))
  const folder = join(root, 'case-reading')
  writeSeries(folder, FINE)
  writeSeries(folder, THICK)
  const workstation = await openSignedUp(browser, 'en')
  const { words } = workstation
  const list = new WorklistPage(workstation.page, words)
  const open = new CasePage(workstation.page, words)
  const imaging = new ImagingPage(workstation.page)
  const rail = workstation.page.getByRole('navigation', { name: words.t('imaging.series') })
  try {
    await test.step('E1.1 all series of both dates, and whose they are', async () => {
      await list.takeIn('folder', folder)
      await open.go('imaging')
      await imaging.waitForPicture()
      await expect(rail.getByRole('listitem')).toHaveCount(2)
      await expect(open.banner()).toContainText('RUIZ MORA')
      await expect(workstation.page.getByText(words.t('shell.syncPill.alone'))).toBeVisible()
    })
    await test.step('E1.2 thick and thin are told apart, the missing slice is named', async () => {
      await expect(rail.getByText(FINE.name)).toBeVisible()
      await expect(rail.getByText(words.t('seriesIssue.missingSlice'))).toBeVisible()
    })
    await test.step('E1.3 baseline and follow-up beside each other scroll to the same place', async () => {
      await imaging.openSeries(new RegExp(THICK.name, 'u'))
      await imaging.press('v')
      await imaging.waitForPicture(1)
      await imaging.press('l')
      for (let n = 0; n < 5; n++) await imaging.press('ArrowDown')
      await expect.poll(async () => Math.abs((await position(workstation.page, 0)) - (await position(workstation.page, 1)))).toBeLessThanOrEqual(THICK.step / 2)
      expect(await position(workstation.page, 0)).not.toBe(40)
      await takePicture(workstation.page, 'imaging-01-comparison')
    })
    await test.step('E1.4 the lung window by key, then three planes with their lines', async () => {
      await imaging.press('2', 1)
      await expect(imaging.viewer(1)).toContainText('−600')
      await imaging.press('m', 1)
      const planes = workstation.page.locator('[data-plane]')
      await expect(planes).toHaveCount(3)
      await expect(planes.nth(0).locator('[data-cuts]')).toHaveCount(2)
      // The follow-up lacks a slice: every plane says so.
      for (let n = 0; n < 3; n++) await expect(planes.nth(n)).toContainText(words.t('planes.limit.missingSlice'))
      for (const [n, letters] of ['R L A P', 'R L H F', 'A P H F'].entries()) await expect(planes.nth(n).locator('[data-letters]')).toHaveAttribute('data-letters', letters)
      const coronal = await planes.nth(1).locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
      await planes.nth(0).click({ position: { x: 120, y: 140 } })
      await expect.poll(() => planes.nth(1).locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(coronal)
      await takePicture(workstation.page, 'imaging-02-planes')
    })
    await test.step('a crash returns to the two viewers', async () => {
      await workstation.page.keyboard.press('m')
      await expect(workstation.page.locator('[data-plane]')).toHaveCount(0)
      await imaging.waitForPicture(1)
      await workstation.page.waitForTimeout(1500)
      await workstation.killAndReopen()
      const again = new ImagingPage(workstation.page)
      await again.waitForPicture(0)
      await again.waitForPicture(1)
    })
  } finally {
    await workstation.discard()
    rmSync(root, { recursive: true, force: true })
  }
})
