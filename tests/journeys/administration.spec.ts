// Two workstations and a server: its administrator puts a colleague on a case, reviews an emergency, invites a person, sees devices, rules and the audit; every screen with a server connected meets WCAG 2.2 AA.
import { expect, type Page, test } from '@playwright/test'
import { violations } from '../support/journeyAxe.ts'
import { writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp } from '../support/journeyWorkstation.ts'
import { toAdministration, toSubject } from '../support/pages/administrationPage.ts'
import { exchangeUntil, SyncPage } from '../support/pages/syncPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startServerProcess } from '../support/serverProcess.ts'

const CASE = /CN-\d{4}-\d+/u

test('the administrator of a server gives a colleague a case, and finds it in the audit', async ({ browser }) => {
  test.setTimeout(300_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const server = await startServerProcess()
  const first = await openSignedUp(browser, 'en', 'dark', 'Dr Helen Okafor')
  const second = await openSignedUp(browser, 'en', 'light', 'Dr Marta Sanz')
  const { page, words } = first
  try {
    await new SyncPage(first).connect(server)
    await new SyncPage(second).connect(server)
    await new WorklistPage(page, words).go()
    await new WorklistPage(page, words).takeIn('folder', bundle.folder)
    await new SyncPage(first).go()
    await expect(page.getByRole('button', { name: /^Synced/u })).toBeVisible({ timeout: 90_000 })
    await takePicture(page, 'office-01-ledger')
    await isAccessible(page)

    await toAdministration(first)
    await expect(page.getByRole('cell', { name: 'Dr Marta Sanz', exact: true })).toBeVisible()
    await page.getByRole('form', { name: words.t('administration.invite') }).getByRole('textbox', { name: words.t('administration.name') }).fill('Dr Ana Control')
    await page.getByRole('button', { name: words.t('administration.makeCode') }).click()
    await expect(page.getByRole('status').locator('code')).toHaveText(/^\w{15,}$/u)
    await takePicture(page, 'office-02-people')
    await isAccessible(page)

    await test.step('a colleague who is not on the case reads it in an emergency, and somebody else reviews it', async () => {
      await new SyncPage(first).go()
      const caseNumber = CASE.exec((await new SyncPage(first).caseEntry(CASE).first().getAttribute('aria-label')) ?? '')?.[0] ?? ''
      await new SyncPage(second).askEmergency(caseNumber, 'Bleeding after the biopsy, nobody of the team answers')
      await second.page.getByRole('button', { name: words.t('sync.emergency.show') }).click()
      await expect(second.page.getByText(caseNumber).first()).toBeVisible()
      await new SyncPage(second).go()
      await expect(new SyncPage(second).caseEntry(CASE).getByText(/Emergency access until/u)).toBeVisible()
      await takePicture(second.page, 'office-07-emergency')
      await isAccessible(second.page)
      await toAdministration(first)
      await toSubject(first, 'glass')
      await page.getByRole('button', { name: `${words.t('administration.verdicts.notJustified')}: Dr Marta Sanz` }).click()
      await expect(page.getByText('Dr Helen Okafor').last()).toBeVisible()
      await exchangeUntil([second], async () => {
        await new WorklistPage(second.page, words).go()
        return (await new WorklistPage(second.page, words).cases().count()) === 0
      })
    })

    await toSubject(first, 'assignments')
    await page.getByRole('combobox', { name: new RegExp(words.t('administration.putOn'), 'u') }).click()
    await page.getByRole('option', { name: 'Dr Marta Sanz' }).click()
    await page.getByRole('button', { name: words.t('administration.add'), exact: true }).click()
    await expect(page.getByRole('button', { name: `${words.t('administration.takeOff')}: Dr Marta Sanz` })).toBeVisible()
    await takePicture(page, 'office-03-teams')
    await isAccessible(page)
    await exchangeUntil([second], async () => {
      await new WorklistPage(second.page, words).go()
      return (await new WorklistPage(second.page, words).cases().count()) === 1
    })
    await test.step('the ledger says who has it', async () => {
      await exchangeUntil([second, first], () => new SyncPage(first).caseEntry(CASE).getByText(words.t('sync.sharing.newest', { name: 'Dr Marta Sanz' })).isVisible())
      await takePicture(page, 'office-06-sharing')
      await isAccessible(page)
      await toAdministration(first)
    })

    for (const name of ['devices', 'experts', 'rules', 'glass'] as const) {
      await toSubject(first, name)
      await takePicture(page, `office-04-${name}`)
      await isAccessible(page)
    }
    await toSubject(first, 'audit')
    await page.getByRole('textbox', { name: words.t('administration.audit.event') }).fill('case.member')
    await page.getByRole('button', { name: words.t('administration.audit.search'), exact: true }).click()
    await expect(page.getByRole('cell', { name: 'case.memberAdded' })).toBeVisible()
    await page.getByRole('button', { name: words.t('administration.audit.verify') }).click()
    await expect(page.getByText(/chain intact/u)).toBeVisible()
    await takePicture(page, 'office-05-audit')
    await isAccessible(page)
  } finally {
    await first.discard()
    await second.discard()
    await server.kill9()
    bundle.discard()
  }
})

async function isAccessible(page: Page): Promise<void> {
  expect.soft(await violations(page)).toEqual([])
}
