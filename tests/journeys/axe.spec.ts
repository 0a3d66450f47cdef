// Every screen of the journey against WCAG 2.2 AA by machine, dark and light, in both languages.
import { expect, type Page, test } from '@playwright/test'
import { violations } from '../support/journeyAxe.ts'
import { CT_NAME, PASSAGE, writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { openWorkstation, PASSPHRASE } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { DocumentsPage } from '../support/pages/documentsPage.ts'
import { FirstStartPage } from '../support/pages/firstStartPage.ts'
import { ImagingPage } from '../support/pages/imagingPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { SignOffPage } from '../support/pages/signOffPage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

for (const [language, scheme] of [['en', 'dark'], ['es', 'light']] as const) {
  test(`no screen of the journey breaks WCAG 2.2 AA (${language}, first ${scheme})`, async ({ browser }) => {
    test.setTimeout(300_000)
    const bundle = await writeJourneyBundle({ language, trouble: true })
    const workstation = await openWorkstation(browser, language, scheme)
    const { page, words } = workstation
    let inside = false
    const check = async (screen: string) => expect.soft(await violations(page), screen).toEqual([])
    /** Looks at the screen as it stands, and in the other scheme when somebody is signed in. */
    async function look(name: string): Promise<void> {
      await check(`${name}, first`)
      await takePicture(page, `axe-${language}-${name}-first`)
      if (!inside) return
      await changeTheme(page)
      await check(`${name}, other`)
      await takePicture(page, `axe-${language}-${name}-other`)
      await changeTheme(page)
    }
    async function changeTheme(on: Page): Promise<void> {
      const before = await on.locator('html').getAttribute('data-mantine-color-scheme')
      await on.getByRole('button', { name: new RegExp(words.t('shell.user.menu'), 'u') }).click()
      await on.getByRole('menuitem', { name: words.t('shell.user.theme') }).click()
      await expect(on.locator('html')).not.toHaveAttribute('data-mantine-color-scheme', before ?? '')
      await expect(on.getByRole('menu')).toHaveCount(0)
    }
    try {
      const start = new FirstStartPage(page, words)
      await look('first-start')
      await start.createProfile({ name: 'Dr Helen Okafor', licence: '28/1234', passphrase: PASSPHRASE })
      await expect(page.getByTestId('recovery-code')).toBeVisible({ timeout: 30_000 })
      await look('recovery')
      await start.keepRecoveryCode()
      inside = true
      const list = new WorklistPage(page, words)
      await expect(page.getByText(words.t('worklist.empty'))).toBeVisible()
      await look('empty-work-list')
      await list.open('folder', bundle.folder)
      await list.waitForResult()
      await look('import-result')
      await page.getByRole('button', { name: words.t('import.toWorklist') }).click()
      await expect(list.cases()).toHaveCount(1)
      await look('work-list')
      await list.cases().first().dblclick()
      const open = new CasePage(page, words)
      await open.expectTab('overview')
      await look('overview')
      await open.go('documents')
      const documents = new DocumentsPage(page, words)
      await documents.open('anatomia patologica')
      await documents.highlight(PASSAGE, 'Note')
      await documents.useAsProof()
      await look('documents')
      await open.go('imaging')
      const imaging = new ImagingPage(page)
      await imaging.openSeries(new RegExp(CT_NAME, 'u'))
      await imaging.measure('length', [0.3, 0.4], [0.45, 0.4])
      await look('imaging')
      await open.go('report')
      const report = new ReportPage(page, words)
      await report.write('imaging', '24 mm.')
      await report.insertProof(/anatomia patologica/u)
      await look('report')
      await report.chip(/anatomia patologica/u).click()
      await expect(open.beside().getByRole('document')).toContainText(PASSAGE)
      await look('report-beside')
      await open.go('signOff')
      await new SignOffPage(page, words).hash()
      await expect(page.getByRole('main').getByRole('document')).toContainText('Ruiz', { timeout: 60_000 })
      await look('sign-off')
      const rail = page.getByRole('navigation', { name: words.t('shell.places') })
      await rail.getByRole('button', { name: words.t('shell.sync') }).click()
      await expect(page.getByRole('heading', { name: words.t('sync.title'), exact: true })).toBeVisible()
      await look('sync')
      await rail.getByRole('button', { name: words.t('shell.settings') }).click()
      await look('settings')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await check('palette')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.keyboard.press('Shift+?')
      await expect(page.getByRole('dialog', { name: words.t('shell.sheet.title') })).toBeVisible()
      await check('keys')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.keyboard.press('Control+l')
      await expect(page.getByRole('heading', { name: words.t('firstStart.unlock.title') })).toBeVisible()
      inside = false
      await look('unlock')
    } finally {
      await workstation.discard()
      bundle.discard()
    }
  })
}
