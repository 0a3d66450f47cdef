// A panel of two: each writes alone and seals, nobody reads before the reveal, then the matrix tells who differs and why.
import { expect, test } from '@playwright/test'
import { AXIS_WORDS } from '../../src/shared/domain/panel/panelWords.ts'
import { violations } from '../support/journeyAxe.ts'
import { writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openSignedUp, type Workstation } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { putExpert, toAdministration, toSubject } from '../support/pages/administrationPage.ts'
import { PanelPage } from '../support/pages/panelPage.ts'
import { exchangeUntil, SyncPage } from '../support/pages/syncPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'
import { startServerProcess } from '../support/serverProcess.ts'

const REASON = 'The specimen decides; a year of treatment with little proven gain.'

test('two experts seal their opinions, the chair reveals them, and the minority is read word for word', async ({ browser }) => {
  test.setTimeout(300_000)
  const bundle = await writeJourneyBundle({ language: 'en' })
  const server = await startServerProcess()
  const chair = await openSignedUp(browser, 'en', 'dark', 'Dr Helen Okafor')
  const expert = await openSignedUp(browser, 'en', 'light', 'Dr Marta Sanz')
  const { words } = chair
  const systemic = AXIS_WORDS.systemic.en
  try {
    await new WorklistPage(chair.page, words).takeIn('folder', bundle.folder)
    await new SyncPage(expert).connect(server)
    await new SyncPage(chair).connect(server)
    const chairs = new PanelPage(chair.page, words)
    const experts = new PanelPage(expert.page, words)
    await test.step('E4.11: the directory says in which country and languages an expert works', async () => {
      await toAdministration(expert)
      await toSubject(expert, 'experts')
      await putExpert(expert, 'Dr Marta Sanz', { specialty: 'Thoracic surgery', country: 'US', languages: 'en es', timeZone: 'America/New_York' })
      await putExpert(expert, 'Dr Helen Okafor', { specialty: 'Medical oncology', country: 'ES', languages: 'es', timeZone: 'Europe/Madrid' })
    })
    await test.step('the chair opens a panel and asks two experts', async () => {
      await toPanel(chair)
      await takePicture(chair.page, 'panel-01-none')
      await chairs.open()
      await chairs.invite(/Helen Okafor/u, 'medicalOncology')
      await chairs.invite(/Marta Sanz/u, 'surgery', 'Thoracic surgery · United States · English, Spanish')
      expect.soft(await violations(chair.page), 'composition').toEqual([])
      await takePicture(chair.page, 'panel-02-composed')
    })
    await test.step('the expert accepts, writes alone and seals', async () => {
      await exchangeUntil([chair, expert], async () => {
        await new WorklistPage(expert.page, words).go()
        return (await new WorklistPage(expert.page, words).cases().count()) === 1
      })
      await new WorklistPage(expert.page, words).cases().first().dblclick()
      await new CasePage(expert.page, words).go('panel')
      await takePicture(expert.page, 'panel-03-invited')
      await experts.accept()
      await experts.takePositions('agree')
      await experts.differOn(systemic, 'differ', REASON)
      expect.soft(await violations(expert.page), 'opinion').toEqual([])
      await takePicture(expert.page, 'panel-04-opinion')
      await experts.seal()
    })
    await test.step('the chair sees a seal and not a word of it', async () => {
      await exchangeUntil([expert, chair], async () => {
        await toPanel(chair)
        return (await chairs.experts().getByText(/^Sealed/u).count()) === 1
      })
      await expect(chair.page.locator('body')).not.toContainText(REASON)
      await expect(chairs.experts()).toContainText(words.t('panel.declaredNone'))
      await expect(chair.page.getByRole('button', { name: words.t('panel.reveal') })).toBeDisabled()
    })
    await test.step('the chair seals too and reveals', async () => {
      await chairs.accept()
      await chairs.takePositions('agree')
      await chairs.seal()
      await takePicture(chair.page, 'panel-05-sealed')
      await chair.page.getByRole('button', { name: words.t('panel.reveal') }).click()
      await expect(chairs.matrix()).toBeVisible({ timeout: 30_000 })
      const row = chairs.matrix().getByRole('row', { name: new RegExp(systemic, 'u') })
      await expect(row).toContainText('1 agrees, 1 differs')
      await row.getByRole('button').click()
      await expect(chair.page.getByRole('article', { name: 'Dr Marta Sanz' })).toContainText(REASON)
      expect.soft(await violations(chair.page), 'agreement').toEqual([])
      await takePicture(chair.page, 'panel-06-agreement')
      await chair.page.getByRole('button', { name: words.t('panel.takeIntoReport') }).click()
      await expect(chair.page.getByText(words.t('panel.taken', { count: 2 }))).toBeVisible()
      await new CasePage(chair.page, words).go('report')
      await chair.page.getByRole('navigation', { name: words.t('report.outline') }).locator('button').filter({ hasText: /panel|consensus/iu }).first().click()
      await expect(chair.page.locator('[data-section="panel"]')).toContainText(REASON)
    })
    await test.step('the expert reads the same', async () => {
      await exchangeUntil([chair, expert], async () => {
        await toPanel(expert)
        return experts.matrix().isVisible()
      })
      await takePicture(expert.page, 'panel-07-light')
    })
  } finally {
    await chair.discard()
    await expert.discard()
    await server.kill9()
    bundle.discard()
  }

  async function toPanel({ page }: Workstation): Promise<void> {
    await page.getByRole('navigation', { name: words.t('shell.openCases') }).getByRole('button', { name: /Ruiz/u }).first().click()
    await new CasePage(page, words).go('panel')
  }
})
