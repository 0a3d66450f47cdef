// Reading the images of two dates offline: what is there and what is missing, side by side, by key, in three planes, and back after a crash (E1.1 to E1.4).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type Element, slice } from '../support/dicomFile.ts'
import { doseGrid, lengthReport } from '../support/objectFiles.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

const SIDE = 64
const FINE = { name: 'Thorax 2.5 mm', study: '2.25.500', series: '2.25.501', date: '20260524', space: '2.25.510', step: 2.5, count: 33, left: -1, burned: 'NO' }
/** The fourth slice of the follow-up never arrived. */
const THICK = { name: 'Thorax 5 mm', study: '2.25.600', series: '2.25.601', date: '20261029', space: '2.25.610', step: 5, count: 17, left: 3, burned: 'YES' }

function writeSeries(folder: string, { name, study, series, date, space, step, count, left, burned }: typeof FINE): void {
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
      [0x00280301, 'CS', burned], [0x00080020, 'DA', date], [0x0008103e, 'LO', name], [0x00200052, 'UI', space], [0x00180050, 'DS', String(step)],
      [0x00280010, 'US', SIDE], [0x00280011, 'US', SIDE], [0x00280030, 'DS', '4\\4'], [0x00281050, 'DS', '40'], [0x00281051, 'DS', '400'], [0x00281052, 'DS', '-1024'], [0x00281053, 'DS', '1'],
    ]
    writeFileSync(join(folder, series, `IM${n}`), slice({ study, series, instance: `${series}.${n}`, number: n + 1, z, pixels, extra }))
  }
}

/** A report of the baseline that measures its slice 12, and a dose over it. */
function writeObjects(folder: string): void {
  mkdirSync(join(folder, 'objects'), { recursive: true })
  const whose: Element[] = [
    [0x00080005, 'CS', 'ISO_IR 100'], [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.33'], [0x00080018, 'UI', '2.25.520.1'], [0x00080020, 'DA', FINE.date], [0x00080060, 'CS', 'SR'], [0x0008103e, 'LO', 'Outside measurements'],
    [0x00100010, 'PN', 'RUIZ MORA^ANA'], [0x00100020, 'LO', '882211'], [0x00100030, 'DA', '19630408'], [0x00100040, 'CS', 'F'], [0x0020000d, 'UI', FINE.study], [0x0020000e, 'UI', '2.25.520'],
  ]
  writeFileSync(join(folder, 'objects', 'SR1'), lengthReport(whose, `${FINE.series}.11`))
  writeFileSync(join(folder, 'objects', 'RD1'), doseGrid({ study: FINE.study, series: '2.25.530', space: FINE.space, side: 24, planes: 16, firstZ: 5, gap: 5, spacing: 8 }))
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
  writeObjects(folder)
  const workstation = await openSignedUp(browser, 'en')
  const { words } = workstation
  const list = new WorklistPage(workstation.page, words)
  const open = new CasePage(workstation.page, words)
  const imaging = new ImagingPage(workstation.page)
  const rail = () => workstation.page.getByRole('navigation', { name: words.t('imaging.series') })
  try {
    await test.step('E1.1 all series of both dates, and whose they are', async () => {
      await list.takeIn('folder', folder)
      await open.go('imaging')
      await imaging.waitForPicture()
      // Two series of slices, a dose, a report.
      await expect(rail().getByRole('listitem')).toHaveCount(4)
      await expect(open.banner()).toContainText('RUIZ MORA')
      await expect(workstation.page.getByText(words.t('shell.syncPill.alone'))).toBeVisible()
    })
    await test.step('E1.2 thick and thin are told apart, the missing slice is named', async () => {
      await expect(rail().getByText(FINE.name)).toBeVisible()
      await expect(rail().getByText(words.t('seriesIssue.missingSlice'))).toBeVisible()
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
      // Another tab and back: crosshair, window and planes stand where they stood.
      const looked = () => Promise.all([0, 1, 2].map((n) => planes.nth(n).locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())))
      const cut = await looked()
      await open.go('documents')
      await open.go('imaging')
      await expect(planes).toHaveCount(3)
      await expect.poll(looked, { timeout: 10_000 }).toEqual(cut)
    })
    await test.step('names masked by key: pictures with burned-in texts are covered in planes and list, pixel by pixel', async () => {
      const plane = workstation.page.locator('[data-plane]').nth(0)
      const pictures = rail().getByRole('listitem').filter({ hasText: THICK.name }).locator('img')
      await expect(pictures).toHaveCount(1)
      await plane.focus()
      await workstation.page.keyboard.press('Control+.')
      await expect(plane.getByText(words.t('imaging.masked'))).toBeVisible()
      await expect(pictures).toHaveCount(0)
      // Whatever slice lies below, what is seen is the same to the last pixel.
      await workstation.page.mouse.move(4, 4)
      const covered = await plane.screenshot()
      for (let n = 0; n < 3; n++) await plane.press('ArrowDown')
      expect(covered.equals(await plane.screenshot())).toBe(true)
      await takePicture(workstation.page, 'imaging-02b-masked')
      for (let n = 0; n < 3; n++) await plane.press('ArrowUp')
      await workstation.page.keyboard.press('Control+.')
      await expect(pictures).toHaveCount(1)
      expect(covered.equals(await plane.screenshot())).toBe(false)
    })
    await test.step('a window that dies comes back exactly as it was', async () => {
      await workstation.page.locator('[data-plane]').first().press('m')
      await expect(workstation.page.locator('[data-plane]')).toHaveCount(0)
      await imaging.waitForPicture(1)
      await imaging.press('i', 0)
      await imaging.press('=', 1)
      await imaging.press('Shift+ArrowLeft', 1)
      const before = [await imaging.pictureHash(0), await imaging.pictureHash(1)]
      // Left at once, and come back to from another tab.
      await open.go('documents')
      await open.go('imaging')
      await expect.poll(async () => [await imaging.pictureHash(0).catch(() => 0), await imaging.pictureHash(1).catch(() => 0)], { timeout: 20_000, intervals: [50] }).toEqual(before)
      await workstation.page.waitForTimeout(1000)
      await workstation.killPage()
      const again = new ImagingPage(workstation.page)
      await expect.poll(async () => [await again.pictureHash(0).catch(() => 0), await again.pictureHash(1).catch(() => 0)], { timeout: 20_000, intervals: [50] }).toEqual(before)
      // Still linked: one slice of 5 mm is two of 2.5 mm.
      const linked = await again.shownSlice(0)
      await expect(async () => {
        await again.press('ArrowUp', 1)
        expect(await again.shownSlice(0)).toBeLessThan(linked)
      }).toPass({ timeout: 10_000 })
    })
    await test.step('a crash of everything returns to the two viewers', async () => {
      await workstation.killAndReopen()
      const again = new ImagingPage(workstation.page)
      await again.waitForPicture(0)
      await again.waitForPicture(1)
    })
    await test.step('what the header says, and what an outside report measured, on its own slice', async () => {
      const again = new ImagingPage(workstation.page)
      await again.press('Shift+T')
      await workstation.page.getByRole('textbox', { name: words.t('imaging.tags.filter') }).fill('SliceThickness')
      await expect(workstation.page.getByText('SliceThickness')).toBeVisible()
      await workstation.page.keyboard.press('Escape')
      await rail().getByRole('button', { name: /Outside measurements/u }).click()
      await expect(workstation.page.getByText('12.50 mm')).toBeVisible()
      await expect(workstation.page.getByText(words.t('imaging.object.unverified'))).toBeVisible()
      await workstation.page.getByRole('button', { name: words.t('imaging.object.show') }).click()
      await expect(workstation.page.locator('[data-placed="POLYLINE"]')).toHaveCount(1)
      expect(await again.shownSlice(0)).toBe(12)
      await takePicture(workstation.page, 'imaging-03-report')
      await rail().getByRole('button', { name: /Outside measurements/u }).click()
    })
    await test.step('a hanging protocol puts two dates beside each other; a dose is laid over the planes as lines', async () => {
      const again = new ImagingPage(workstation.page)
      await again.press('v')
      await workstation.page.getByRole('button', { name: words.t('imaging.hanging.label') }).click()
      await workstation.page.getByRole('menuitem', { name: words.t('imaging.hanging.shipped.ctTwoDates') }).first().click()
      await again.waitForPicture(1)
      await expect(again.viewer(0)).toContainText(FINE.name)
      await expect(again.viewer(1)).toContainText(THICK.name)
      await again.press('m', 0)
      await workstation.page.getByRole('button', { name: words.t('planes.fusion') }).click()
      await workstation.page.getByRole('combobox', { name: words.t('planes.fusedSeries') }).click()
      await workstation.page.getByRole('option', { name: /Plan dose/u }).click()
      await expect(workstation.page.locator('[data-plane="axial"] [data-isodose="50"] path').last()).toHaveAttribute('d', /^M/u)
      await expect(workstation.page.locator('[data-plane="axial"]')).toContainText('Gy')
      await takePicture(workstation.page, 'imaging-04-isodose')
    })
  } finally {
    await workstation.discard()
    rmSync(root, { recursive: true, force: true })
  }
})
