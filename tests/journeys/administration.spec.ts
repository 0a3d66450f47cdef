// Two workstations and a server: its administrator puts a colleague on a case, invites a person, sees devices, rules and the audit; every screen with a server connected meets WCAG 2.2 AA.
import { expect, type Page, test } from '@playwright/test'
import { violations } from '../support/journeyAxe.ts'
import { writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp, type Workstation } from '../support/journeyWorkstation.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'

test('the administrator of a server gives a colleague a case, and finds it in the audit', async ({ browser }) => {
  test.setTimeout(300_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const server = await startServerProcess()
  const first = await openSignedUp(browser, 'en', 'dark', 'Dr Helen Okafor')
  const second = await openSignedUp(browser, 'en', 'light', 'Dr Marta Sanz')
  const { page, words } = first
  try {
    await connect(first, server)
    await connect(second, server)
    await new WorklistPage(page, words).go()
    await new WorklistPage(page, words).takeIn('folder', bundle.folder)
    await toSync(first)
    await expect(page.getByRole('button', { name: /^Synced/u })).toBeVisible({ timeout: 90_000 })
    await takePicture(page, 'office-01-ledger')
    await isAccessible(page)

    await place(first, 'administration')
    await expect(page.getByRole('cell', { name: 'Dr Marta Sanz', exact: true })).toBeVisible()
    await page.getByRole('form', { name: words.t('administration.invite') }).getByRole('textbox', { name: words.t('administration.name') }).fill('Dr Ana Control')
    await page.getByRole('button', { name: words.t('administration.makeCode') }).click()
    await expect(page.getByRole('status').locator('code')).toHaveText(/^\w{15,}$/u)
    await takePicture(page, 'office-02-people')
    await isAccessible(page)

    await subject(page, words.t('administration.subject.assignments'))
    await page.getByRole('combobox', { name: new RegExp(words.t('administration.putOn'), 'u') }).click()
    await page.getByRole('option', { name: 'Dr Marta Sanz' }).click()
    await page.getByRole('button', { name: words.t('administration.add'), exact: true }).click()
    await expect(page.getByRole('button', { name: `${words.t('administration.takeOff')}: Dr Marta Sanz` })).toBeVisible()
    await takePicture(page, 'office-03-teams')
    await isAccessible(page)
    await expect
      .poll(
        async () => {
          await toSync(second)
          await second.page.getByRole('button', { name: words.t('sync.now') }).click()
          await new WorklistPage(second.page, words).go()
          return new WorklistPage(second.page, words).cases().count()
        },
        { timeout: 90_000 },
      )
      .toBe(1)

    for (const name of ['devices', 'experts', 'rules', 'glass'] as const) {
      await subject(page, words.t(`administration.subject.${name}`))
      await takePicture(page, `office-04-${name}`)
      await isAccessible(page)
    }
    await subject(page, words.t('administration.subject.audit'))
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

async function place({ page, words }: Workstation, name: 'sync' | 'administration'): Promise<void> {
  await page.getByRole('navigation', { name: words.t('shell.places') }).getByRole('button', { name: words.t(`shell.${name}`) }).click()
}

async function toSync(workstation: Workstation): Promise<void> {
  await place(workstation, 'sync')
  await expect(workstation.page.getByRole('heading', { name: workstation.words.t('sync.title'), exact: true })).toBeVisible()
}

async function subject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

async function connect(workstation: Workstation, server: ServerProcess): Promise<void> {
  const { page, words } = workstation
  await toSync(workstation)
  await page.getByRole('textbox', { name: words.t('sync.address') }).fill(server.url)
  await page.getByRole('textbox', { name: words.t('sync.code') }).fill(server.enrolmentCode ?? '')
  await page.getByRole('button', { name: words.t('sync.connect'), exact: true }).click()
  await expect(page.getByRole('heading', { name: words.t('sync.server') })).toBeVisible()
}
