// E2, the tumour board: agenda, roll call, the shared screen by keys, control handed to a colleague elsewhere, decision, dissent, a cut cable, minutes.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { makeBoardReady, OTHER_CONDITION, writeOtherBundle } from '../support/boardBundles.ts'
import { violations } from '../support/journeyAxe.ts'
import { CT_NAME, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp, type Workstation } from '../support/journeyWorkstation.ts'
import { BoardPage } from '../support/pages/boardPage.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { signUnassessed } from '../support/pages/psychologyPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startServerProcess } from '../support/serverProcess.ts'

const TITLE = 'Thoracic board'
const DISSENT = 'The specimen decides; I would wait for it.'
/** What names the other case of the workstation; no screen that a room sees may hold any of it (H21). */
const OTHER = ['Quintana', 'Teresa', OTHER_CONDITION]

test('a board is held over three workstations and a server, and ends with the same minutes everywhere', async ({ browser }) => {
  test.setTimeout(420_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const other = writeOtherBundle()
  makeBoardReady(bundle.folder)
  let server = await startServerProcess()
  const chair = await openSignedUp(browser, 'en', 'dark', 'Dr Helen Okafor')
  const radiologist = await openSignedUp(browser, 'en', 'light', 'Dr Marta Sanz')
  const surgeon = await openSignedUp(browser, 'en', 'dark', 'Dr Luis Ferrer')
  const { words } = chair
  const board = new BoardPage(chair.page, words)
  const reads = new BoardPage(radiologist.page, words)
  const operates = new BoardPage(surgeon.page, words)
  try {
    await new WorklistPage(chair.page, words).takeIn('folder', bundle.folder)
    await new CasePage(chair.page, words).go('imaging')
    const images = new ImagingPage(chair.page)
    for (const series of [/Console picture/u, new RegExp(CT_NAME, 'u')]) {
      await images.waitForPicture()
      await images.openSeries(series)
      await expect(images.viewer()).toHaveAccessibleName(series)
      await images.press('k')
    }
    await addOptions(chair, ['Sleeve lobectomy', 'Definitive radiotherapy'])
    await new WorklistPage(chair.page, words).go()
    await new WorklistPage(chair.page, words).takeIn('folder', other)
    for (const one of [radiologist, surgeon, chair]) await connect(one, server.url, server.enrolmentCode ?? '')

    await test.step('E2.1 the agenda takes ready cases; the other is grey with what is missing', async () => {
      await board.go()
      await takePicture(chair.page, 'board-01-none')
      await board.open(TITLE)
      await board.invite(/Marta Sanz/u, 'radiology')
      await board.invite(/Luis Ferrer/u, 'surgery')
      const waiting = board.agenda().getByRole('listitem').filter({ hasText: /Quintana/iu })
      await expect(waiting).toContainText(/Not ready: .*Consent/u)
      await expect(waiting.getByRole('button')).toHaveCount(0)
      await board.agenda().getByRole('button', { name: /Put Ruiz/iu }).click()
      expect.soft(await violations(chair.page), 'desk').toEqual([])
      await takePicture(chair.page, 'board-02-agenda')
    })
    await test.step('E2.3 roll call: quorum by discipline, an absent pathology blocks the formal decision', async () => {
      await chair.page.getByRole('button', { name: words.t('board.take'), exact: true }).click()
      await board.attend('Dr Helen Okafor', 'In the room')
      for (const member of [reads, operates]) {
        await expect(async () => {
          await member.go()
          await member.page.getByRole('button', { name: new RegExp(TITLE, 'u') }).click({ timeout: 2_000 })
        }).toPass({ timeout: 60_000 })
      }
      await reads.attend('Dr Marta Sanz', 'Connected')
      await operates.attend('Dr Luis Ferrer', 'Connected')
      await expect(board.people()).toContainText('Quorum 3 of 5', { timeout: 30_000 })
      await expect(chair.page.getByRole('checkbox', { name: words.t('board.decision.formalDo') })).toBeDisabled()
      await expect(reads.twin().getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 })
      await takePicture(chair.page, 'board-03-desk')
      await takePicture(radiologist.page, 'board-04-member-light')
    })
    const opening = chair.page.waitForEvent('popup')
    await chair.page.keyboard.press('F9')
    const shared = await opening
    await shared.setViewportSize({ width: 1920, height: 1080 })
    await test.step('E2.2, E2.4 one key opens the shared screen: names masked, no other case, no name in the title', async () => {
      await expect(shared.getByRole('heading', { name: /^Case \d{4}$/u })).toBeVisible({ timeout: 30_000 })
      await expect(shared.getByText('Is the operation still possible?')).toBeVisible()
      await expect(shared.getByText(words.t('board.masked'))).toBeVisible()
      await roomSeesOnlyThis(shared)
      expect.soft(await violations(shared), 'shared screen').toEqual([])
      await takePicture(shared, 'board-05-shared-story')
    })
    await test.step('E2.6 arrows walk the case', async () => {
      await shared.keyboard.press('ArrowRight')
      await expect(shared.getByText('Key image 1 of 2', { exact: true })).toBeVisible()
      await expect(shared.getByRole('application')).toHaveAttribute('data-shown', /\d+/u, { timeout: 30_000 })
      await takePicture(shared, 'board-06-shared-image')
      await expect(reads.twin().getByText('Key image 1 of 2', { exact: true })).toBeVisible({ timeout: 20_000 })
    })
    await test.step('a picture with a name in its pixels is black for the room until the presenter has looked and decided', async () => {
      // A clicker's key.
      await shared.keyboard.press('PageDown')
      await expect(shared.getByText(words.t('board.pixels.covered'))).toBeVisible()
      await expect(shared.locator('canvas')).toHaveCount(0)
      await expect(board.twin().locator('canvas')).toHaveCount(1)
      await expect(board.twin().getByText(words.t('board.pixels.stated'))).toBeVisible()
      await takePicture(shared, 'board-06a-covered')
      await takePicture(chair.page, 'board-06b-covered-desk')
      await board.twin().getByRole('button', { name: new RegExp(words.t('board.pixels.show'), 'u') }).click()
      await expect(shared.getByRole('application')).toHaveAttribute('data-shown', /\d+/u, { timeout: 20_000 })
      await shared.keyboard.press('p')
      await expect(shared.locator('canvas')).toHaveCount(0)
      await shared.keyboard.press('ArrowLeft')
      await expect(shared.getByRole('application')).toHaveAttribute('data-shown', /\d+/u)
    })
    await test.step('E2.5 a radiologist elsewhere takes over: the room follows', async () => {
      await board.people().getByRole('button', { name: words.t('board.giveSteeringTo', { name: 'Dr Marta Sanz' }) }).click()
      await expect(reads.twin().getByRole('application')).toHaveAttribute('data-shown', /\d+/u, { timeout: 60_000 })
      await expect(reads.page.getByRole('button', { name: new RegExp(words.t('board.freeze'), 'u') })).toBeVisible({ timeout: 30_000 })
      const before = await shared.getByRole('application').getAttribute('data-shown')
      // Their pointer stands in the room with their name, until it rests.
      await expect(async () => {
        await reads.twin().getByRole('application').hover({ position: { x: 60 + Math.random() * 60, y: 80 } })
        await expect(shared.getByText(words.t('board.steers', { name: 'Dr Marta Sanz' }))).toBeVisible({ timeout: 1_500 })
      }).toPass({ timeout: 20_000 })
      await reads.page.mouse.wheel(0, 240)
      await expect(shared.getByRole('application')).not.toHaveAttribute('data-shown', before ?? '', { timeout: 10_000 })
      await takePicture(shared, 'board-07-shared-followed')
      await reads.people().getByRole('button', { name: words.t('board.giveSteeringTo', { name: 'Dr Helen Okafor' }) }).click()
      await expect(chair.page.getByRole('button', { name: new RegExp(words.t('board.freeze'), 'u') })).toBeVisible({ timeout: 30_000 })
    })
    await test.step('a colleague is followed to the page they read, until one’s own hand takes over', async () => {
      await operates.people().getByRole('button', { name: words.t('board.followPerson', { name: 'Dr Helen Okafor' }) }).click()
      await chair.page.getByRole('navigation', { name: words.t('shell.openCases') }).getByRole('button', { name: /Ruiz Mora, A/u }).first().click()
      await new CasePage(chair.page, words).go('documents')
      await expect(surgeon.page.locator('#case-tab-documents')).toHaveAttribute('aria-selected', 'true', { timeout: 20_000 })
      await expect(surgeon.page.getByText(words.t('board.together.follows', { name: 'Dr Helen Okafor' }))).toBeVisible()
      const pages = new DocumentsPage(chair.page, words)
      const samePages = new DocumentsPage(surgeon.page, words).reader()
      await expect(samePages).toHaveAccessibleName((await pages.reader().getAttribute('aria-label')) ?? '', { timeout: 20_000 })
      await expect(samePages.getByText('Corte 1:')).toBeVisible({ timeout: 20_000 })
      await pages.reader().hover()
      // The wheel goes on: only what is told while it turns arrives.
      await expect(async () => {
        await chair.page.mouse.wheel(0, 60)
        expect(await samePages.evaluate((box) => box.scrollTop)).toBeGreaterThan(120)
      }).toPass({ intervals: [80], timeout: 20_000 })
      await takePicture(surgeon.page, 'board-08a-following')
      const [led, follows] = [new ImagingPage(chair.page), new ImagingPage(surgeon.page)]
      await new CasePage(chair.page, words).go('imaging')
      await led.waitForPicture()
      await expect(follows.viewer()).toHaveAccessibleName((await led.viewer().getAttribute('aria-label')) ?? '', { timeout: 30_000 })
      // The hand never rests: only what is told while it moves arrives.
      const seen = new Set<string | null>()
      for (let i = 0; seen.size < 4 && i < 80; i++) {
        await led.press(i % 20 < 10 ? 'ArrowUp' : 'ArrowDown')
        await surgeon.page.waitForTimeout(60)
        seen.add(await follows.viewer().getAttribute('data-shown'))
      }
      expect(seen.size).toBe(4)
      await expect(follows.viewer()).toHaveAttribute('data-shown', String((await led.shownSlice()) - 1), { timeout: 20_000 })
      await led.viewer().hover({ position: { x: 200, y: 200 } })
      await expect(surgeon.page.locator('.b-their-pointer')).toContainText('Okafor')
      await takePicture(surgeon.page, 'board-08b-following-picture')
      // Two viewers at the one who leads are two at the one who follows, and back.
      for (const [key, viewers] of [['v', 2], ['v', 1]] as const) {
        await led.press(key)
        await expect(follows.viewer(viewers - 1)).toHaveAttribute('data-shown', /\d/u, { timeout: 20_000 })
        await expect(follows.viewer(viewers)).toHaveCount(0)
      }
      await led.press('m')
      await expect(surgeon.page.locator('[data-plane]').first()).toBeVisible({ timeout: 20_000 })
      await takePicture(surgeon.page, 'board-08c-following-planes')
      await new CasePage(chair.page, words).go('report')
      await chair.page.getByRole('navigation', { name: words.t('report.outline') }).getByRole('button', { name: /Options/u }).first().click()
      await expect(surgeon.page.locator('[data-section="options"]')).toBeInViewport({ timeout: 20_000 })
      await surgeon.page.keyboard.press('Escape')
      await expect(surgeon.page.getByText(words.t('board.together.follows', { name: 'Dr Helen Okafor' }))).toHaveCount(0)
      await signUnassessed(chair, 'The patient declined.')
    })
    await test.step('whoever comes late sees at once what is led: its stage, its slice', async () => {
      await board.enter(TITLE)
      await surgeon.page.reload()
      await operates.enter(TITLE)
      await expect(operates.twin().getByText('Key image 1 of 2', { exact: true })).toBeVisible({ timeout: 30_000 })
      await expect(operates.twin().getByRole('application')).toHaveAttribute('data-shown', (await shared.getByRole('application').getAttribute('data-shown')) ?? '', { timeout: 20_000 })
    })
    await test.step('E2.9 the ranking of the options is edited live', async () => {
      await shared.keyboard.press('4')
      await shared.getByRole('button', { name: /Rank Sleeve lobectomy lower/u }).click()
      await expect(shared.getByRole('listitem').first()).toContainText('Definitive radiotherapy')
      await expect(reads.twin().getByRole('listitem').first()).toContainText('Definitive radiotherapy', { timeout: 30_000 })
      await takePicture(shared, 'board-08-shared-options')
    })
    await test.step('E2.8 the checklist keeps what is open in sight', async () => {
      const checklist = chair.page.getByRole('region', { name: words.t('board.stage.checklist'), exact: true }).last()
      await checklist.getByRole('radiogroup', { name: 'Comorbidity' }).getByText('Discussed', { exact: true }).click()
      // E3.12: the psychological part was signed meanwhile; its point says so in green, with who and when.
      const psychosocial = checklist.getByRole('listitem').filter({ hasText: 'Psychosocial' })
      await expect(psychosocial).toContainText(words.like('psychology.sign.signed'))
      await expect(psychosocial.locator('[data-status="ok"]')).toBeVisible()
      await psychosocial.scrollIntoViewIfNeeded()
      await takePicture(chair.page, 'board-09-desk-checklist')
      await shared.keyboard.press('6')
      await expect(shared.getByRole('listitem').filter({ hasText: 'Comorbidity' })).toContainText('Discussed')
      await expect(shared.getByRole('listitem').filter({ hasText: 'Genetics' })).toContainText('Not discussed')
      await takePicture(shared, 'board-09-shared-checklist')
    })
    await test.step('E2.10, E2.11 the decision becomes recommendations; a vote is its voter’s own, dissent word for word', async () => {
      await chair.page.getByRole('textbox', { name: words.t('board.decision.words') }).fill('Right upper sleeve lobectomy within six weeks.')
      await chair.page.getByRole('button', { name: words.t('board.task.add') }).click()
      const task = chair.page.getByRole('group', { name: words.t('board.task.of', { n: 1 }) })
      await task.getByRole('textbox', { name: words.t('board.task.what') }).fill('Referral to thoracic surgery')
      await task.getByRole('textbox', { name: words.t('board.task.owner') }).fill('Dr Luis Ferrer')
      await task.getByRole('textbox', { name: words.t('board.task.due') }).fill('2026-12-01')
      await chair.page.getByRole('button', { name: words.t('board.decision.do') }).click()
      const own = operates.page.getByRole('form', { name: words.t('board.vote.own') })
      await own.getByText('Differs', { exact: true }).click({ timeout: 30_000 })
      await expect(own.getByRole('button', { name: words.t('board.vote.do') })).toBeDisabled()
      await own.getByRole('textbox').fill(DISSENT)
      await own.getByRole('button', { name: words.t('board.vote.do') }).click()
      await expect(chair.page.getByText(DISSENT)).toBeVisible({ timeout: 30_000 })
      await shared.keyboard.press('v')
      await expect(shared.getByText(DISSENT)).toBeVisible()
      expect.soft(await violations(chair.page), 'desk with votes').toEqual([])
      await takePicture(chair.page, 'board-10-desk-votes')
      await takePicture(shared, 'board-11-shared-vote')
      await roomSeesOnlyThis(shared)
    })
    await test.step('E2.12 the cable is out: everybody goes on alone, and it merges', async () => {
      const { port, directory } = server
      await server.kill9()
      await board.say('Chair, alone.')
      await reads.say('Radiology, alone.')
      server = await startServerProcess({ directory, port })
      for (const member of [board, reads, operates]) for (const text of ['Chair, alone.', 'Radiology, alone.']) await expect(member.page.getByText(text)).toBeVisible({ timeout: 60_000 })
    })
    await test.step('black screen, freeze, 4K, then the end: minutes locked, tasks and PDF there', async () => {
      await shared.keyboard.press('1')
      await shared.setViewportSize({ width: 3840, height: 2160 })
      await takePicture(shared, 'board-12-shared-4k')
      await shared.setViewportSize({ width: 1920, height: 1080 })
      await shared.keyboard.press('b')
      await expect(shared.getByRole('heading')).toHaveCount(0)
      await shared.keyboard.press('b')
      // Frozen, the room stays at its picture, whose hand moves neither it nor what is led, while the presenter goes on at the desk.
      await shared.keyboard.press('2')
      const [picture, led] = [shared.getByRole('application'), board.twin().getByRole('application')]
      await expect(led).toHaveAttribute('data-shown', /\d/u, { timeout: 20_000 })
      await expect(picture).toHaveAttribute('data-shown', /\d/u, { timeout: 20_000 })
      const slice = (await picture.getAttribute('data-shown')) ?? ''
      await shared.keyboard.press('f')
      await expect(shared.getByText(words.t('board.frozen'))).toBeVisible()
      await shared.mouse.move(500, 500)
      await shared.mouse.wheel(0, 240)
      await led.hover()
      await expect(led).toHaveAttribute('data-shown', slice)
      await chair.page.mouse.wheel(0, 240)
      await expect(led).not.toHaveAttribute('data-shown', slice)
      await expect(picture).toHaveAttribute('data-shown', slice)
      await board.twin().getByRole('button', { name: words.t('board.stage.checklist') }).click()
      await expect(board.twin().locator('[aria-current="step"]')).toContainText(words.t('board.stage.checklist'))
      await expect(shared.locator('[aria-current="step"]')).toContainText(words.t('board.stage.images'))
      await shared.keyboard.press('f')
      await expect(shared.locator('[aria-current="step"]')).toContainText(words.t('board.stage.checklist'))
      await chair.page.getByRole('button', { name: words.t('board.end') }).click()
      await expect(shared.getByText(words.t('board.ended'))).toBeVisible({ timeout: 20_000 })
      await expect(chair.page.getByText(/Minutes locked as draft/u).first()).toBeVisible()
      await expect(chair.page.getByRole('checkbox', { name: /Referral to thoracic surgery/u })).toBeVisible()
      const saving = chair.page.waitForEvent('download')
      await chair.page.getByRole('button', { name: words.t('board.minutesPdf', { language: words.t('language.en') }) }).click()
      const file = await saving
      expect(file.suggestedFilename()).toMatch(/board-en\.pdf$/u)
      if (process.env.CONSILIUM_PICTURES) await file.saveAs(join(process.env.CONSILIUM_PICTURES, 'board-minutes-en.pdf'))
      await takePicture(chair.page, 'board-13-ended')
    })
  } finally {
    for (const one of [chair, radiologist, surgeon]) await one.discard()
    await server.kill9()
    bundle.discard()
    rmSync(other, { recursive: true, force: true })
  }

  async function connect(workstation: Workstation, url: string, code: string): Promise<void> {
    const { page } = workstation
    await page.getByRole('navigation', { name: words.t('shell.places') }).getByRole('button', { name: words.t('shell.sync') }).click()
    await page.getByRole('textbox', { name: words.t('sync.address') }).fill(url)
    await page.getByRole('textbox', { name: words.t('sync.code') }).fill(code)
    await page.getByRole('button', { name: words.t('sync.connect'), exact: true }).click()
    await expect(page.getByRole('button', { name: words.t('sync.now') })).toBeVisible({ timeout: 30_000 })
  }

  async function addOptions({ page }: Workstation, names: readonly string[]): Promise<void> {
    await new CasePage(page, words).go('report')
    await page.getByRole('navigation', { name: words.t('report.outline') }).getByRole('button', { name: /Options|Treatment options/u }).first().click()
    for (const name of names) {
      await page.getByRole('button', { name: /^Add: Option/u }).click()
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
    }
  }
})

/** Not a word of the other case, nor the patient's name, anywhere in the page that the room sees, its title included. */
async function roomSeesOnlyThis(shared: Page): Promise<void> {
  const page = `${await shared.title()} ${await shared.content()}`
  for (const secret of [...OTHER, 'Ruiz', 'Mora']) expect(page, secret).not.toContain(secret)
}
