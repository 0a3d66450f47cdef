// What the room may know: twelve cases on the agenda and one on the wall, sealed opinions not even in the window's memory, then the matrix, then the next case.
import { expect, type Page, test } from '@playwright/test'
import { AXIS_WORDS } from '../../src/shared/domain/panel/panelWords.ts'
import { CASES, DISSENT, openBoardClinic, TITLE } from '../support/boardClinic.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { journeyWords } from '../support/journeyWords.ts'
import { PASSPHRASE } from '../support/journeyWorkstation.ts'
import { BoardPage } from '../support/pages/boardPage.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { FirstStartPage } from '../support/pages/firstStartPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startHost } from '../support/startHost.ts'

test('the room sees one of twelve cases, no sealed word before the reveal, and the next case locks the last', async ({ browser }) => {
  test.setTimeout(180_000)
  const words = await journeyWords('en')
  const clinic = await openBoardClinic()
  const host = await startHost({ directory: clinic.directory })
  const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'dark', viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(host.url)
    await new FirstStartPage(page, words).unlock(PASSPHRASE)
    const board = new BoardPage(page, words)
    await board.enter(TITLE)
    await expect(board.agenda().getByRole('listitem')).toHaveCount(CASES.length)
    await test.step('the order is dragged', async () => {
      const rows = board.agenda().getByRole('listitem')
      await rows.nth(3).dragTo(rows.nth(1))
      await expect(rows.nth(1)).toContainText(CASES[3][0])
      await rows.nth(1).dragTo(rows.nth(3))
      await expect(rows.nth(1)).toContainText(CASES[1][0])
    })
    const shared = await test.step('one of twelve is on the wall: no part of it holds a word of the others', async () => {
      await take(page, 0)
      await board.twin().getByRole('button', { name: words.t('board.stage.findings') }).click()
      const opening = page.waitForEvent('popup')
      await page.keyboard.press('F9')
      const opened = await opening
      await opened.setViewportSize({ width: 1920, height: 1080 })
      // Opened in the middle of a case, it shows what is led, and leads nobody back to the beginning.
      for (const one of [opened.locator('body'), board.twin()]) await expect(one.locator('[aria-current="step"]')).toContainText(words.t('board.stage.findings'))
      for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
        await opened.keyboard.press(key)
        await roomKnowsOnly(opened, 0)
      }
      await takePicture(page, 'board-20-twelve')
      return opened
    })
    await test.step('E2.7 sealed opinions are not in the window’s memory; revealed, two agree and one differs', async () => {
      await shared.keyboard.press('5')
      await expect(shared.getByText(/^Sealed/u)).toHaveCount(3)
      expect(await isInMemory(shared, DISSENT), 'in memory before the reveal').toBe(false)
      await new WorklistPage(page, words).go()
      await new WorklistPage(page, words).cases().filter({ hasText: /Ruiz/iu }).dblclick()
      await new CasePage(page, words).go('panel')
      await page.getByRole('button', { name: words.t('panel.reveal') }).click()
      await expect(shared.getByRole('table')).toBeVisible({ timeout: 30_000 })
      await shared.keyboard.press('ArrowRight')
      const row = shared.getByRole('row', { name: new RegExp(AXIS_WORDS.systemic.en, 'u') })
      await expect(row.getByText(words.t('panel.position.agree'), { exact: true })).toHaveCount(2)
      await expect(row.getByText(words.t('panel.position.differ'), { exact: true })).toHaveCount(1)
      await expect(row).toContainText(DISSENT)
      // Now it may be there: what was looked for before can be found.
      expect(await isInMemory(shared, DISSENT), 'in memory after it').toBe(true)
      await takePicture(shared, 'board-21-matrix')
    })
    await test.step('E2.13 the next case: the last one’s minutes are locked as a draft, and the room knows only the next', async () => {
      await board.enter(TITLE)
      await board.say('Sleeve resection is possible.')
      await pressedWithTheNextCase(shared, '6')
      await take(page, 1)
      await expect(board.agenda().getByRole('listitem').first()).toContainText(/Minutes locked/u)
      await expect(shared.getByRole('heading', { level: 1 })).toHaveText(/2$/u)
      await roomKnowsOnly(shared, 1)
      for (const one of [shared.locator('body'), board.twin()]) await expect(one.locator('[aria-current="step"]')).toContainText(words.t('board.stage.checklist'))
      await expect(shared.locator('body')).not.toContainText(DISSENT)
      await takePicture(page, 'board-22-next')
    })
  } finally {
    await context.close()
    await host.stop()
    await clinic.discard()
  }

  async function take(page: Page, n: number): Promise<void> {
    const row = page.getByRole('region', { name: words.t('board.agenda'), exact: true }).first().getByRole('listitem').nth(n)
    await row.getByRole('button', { name: words.t('board.take'), exact: true }).click()
    await expect(row).toContainText(words.t('board.onTable'))
  }
})

/** Of eleven cases not a word, of the twelfth no name. */
async function roomKnowsOnly(shared: Page, n: number): Promise<void> {
  await expect(shared.getByText(CASES[n]?.[2] ?? '').first()).toBeVisible({ timeout: 20_000 })
  const page = `${await shared.title()} ${await shared.content()}`
  const secrets = CASES.flatMap(([familyName, givenName, condition], i) => [...familyName.split(' '), givenName, ...(i === n ? [] : [condition])])
  for (const secret of secrets) expect(page, secret).not.toMatch(new RegExp(`(?<!\\p{L})${secret}(?!\\p{L})`, 'u'))
}

/** A key pressed in the very moment in which the room's screen changes to the next case, before anything can be said about that case. */
async function pressedWithTheNextCase(shared: Page, key: string): Promise<void> {
  await shared.evaluate((pressed) => {
    const before = document.querySelector('h1')?.textContent
    const watch = new MutationObserver(() => {
      const now = document.querySelector('h1')?.textContent
      if (!now || now === before) return
      watch.disconnect()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, code: `Digit${pressed}`, bubbles: true }))
    })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true })
  }, key)
}

/** Whether it stands in any string of the window's JavaScript heap, or of the desk's beside it, with which it shares a process. A failure prints no heap. */
async function isInMemory(page: Page, words: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page)
  const parts: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return parts.join('').includes(words)
}
