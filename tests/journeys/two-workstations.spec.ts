// Two workstations and a server: a case is shared with a colleague, and what one marks the other sees.
import { expect, type Page, test } from '@playwright/test'
import { CT_NAME, PASSAGE, PATIENT, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp, type Workstation } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { exchangeUntil, SyncPage } from '../support/pages/syncPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startServerProcess } from '../support/serverProcess.ts'

test('a case travels to a colleague, and a highlight made at one workstation appears at the other', async ({ browser }) => {
  test.setTimeout(300_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const server = await startServerProcess()
  const first = await openSignedUp(browser, 'en', 'dark', 'Dr Helen Okafor')
  const second = await openSignedUp(browser, 'en', 'dark', 'Dr Marta Sanz')
  const { words } = first
  try {
    await new WorklistPage(first.page, words).takeIn('folder', bundle.folder)
    await new SyncPage(second).connect(server)
    await new SyncPage(first).connect(server)
    await test.step('the colleague joins the team', async () => {
      await openCaseTab(first)
      await first.page.getByRole('combobox', { name: words.t('overview.colleague.label') }).click()
      await first.page.getByRole('option', { name: /Marta Sanz/u }).click()
      await first.page.getByRole('button', { name: words.t('overview.colleague.add') }).click()
      await expect(first.page.getByText(words.t('overview.colleague.added', { name: 'Dr Marta Sanz' }))).toBeVisible()
      await takePicture(first.page, 'sync-01-team')
    })
    await test.step('the case arrives with its files', async () => {
      await exchangeUntil([first, second], async () => {
        await new WorklistPage(second.page, words).go()
        return (await new WorklistPage(second.page, words).cases().count()) === 1
      })
      await new WorklistPage(second.page, words).cases().first().dblclick()
      await expect(new CasePage(second.page, words).banner()).toContainText(PATIENT.shown)
      await openLetter(second.page)
      await takePicture(second.page, 'sync-02-arrived')
    })
    await test.step('a highlight travels', async () => {
      await openCaseTab(first)
      await openLetter(first.page)
      await new DocumentsPage(first.page, words).highlight(PASSAGE, 'Seen by the first workstation.')
      const there = new DocumentsPage(second.page, words)
      await expect(there.entry(PASSAGE)).toBeVisible({ timeout: 60_000 })
      await there.entry(PASSAGE).click()
      await expect(there.drawer().getByRole('textbox', { name: words.t('documents.drawer.note') })).toHaveValue('Seen by the first workstation.', { timeout: 60_000 })
      await takePicture(second.page, 'sync-03-highlight')
    })
    await test.step('E1.13 a measurement travels with its author and its time', async () => {
      await openCaseTab(first)
      await new CasePage(first.page, words).go('imaging')
      const here = new ImagingPage(first.page)
      await here.openSeries(new RegExp(CT_NAME, 'u'))
      const measured = await here.measure('length', [0.3, 0.4], [0.45, 0.4])
      const value = /[\d.]+\smm/u.exec(measured)?.[0] ?? 'no value'
      await openCaseTab(second)
      await new CasePage(second.page, words).go('imaging')
      const there = new ImagingPage(second.page)
      await there.openSeries(new RegExp(CT_NAME, 'u'))
      await expect(there.marks()).toHaveCount(1, { timeout: 60_000 })
      await expect(there.marks()).toContainText(value)
      await expect(there.marks()).toContainText('Dr Helen Okafor')
      await there.marks().getByRole('button').first().click()
      await expect(there.viewer().locator('[data-measurement="M1"]')).toBeVisible()
      await expect(there.marks()).toContainText(/Dr Helen Okafor.*\d{1,2}:\d{2}/u)
      await takePicture(second.page, 'sync-04-measurement')
      await new SyncPage(first).go()
      await expect(first.page.getByText(words.like('sync.sentence.synced'))).toBeVisible({ timeout: 60_000 })
    })
  } finally {
    await first.discard()
    await second.discard()
    await server.kill9()
    bundle.discard()
  }

  async function openLetter(page: Page): Promise<void> {
    await new CasePage(page, words).go('documents')
    const documents = new DocumentsPage(page, words)
    await documents.open('anatomia patologica')
    await expect(documents.line(PASSAGE)).toBeVisible({ timeout: 60_000 })
  }
})

/** The case's tab in the top bar. */
async function openCaseTab({ page, words }: Workstation): Promise<void> {
  await page.getByRole('navigation', { name: words.t('shell.openCases') }).getByRole('button', { name: /Ruiz/u }).first().click()
}
