// "Try the demo clinic": one click on a new workstation, three cases to look at.
import { expect, test } from '@playwright/test'
import { takePicture } from '../support/journeyPictures.ts'
import { openWorkstation } from '../support/journeyWorkstation.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

test('one click makes the demo clinic with three cases', async ({ browser }) => {
  test.setTimeout(300_000)
  const workstation = await openWorkstation(browser, 'en')
  const { page, words } = workstation
  try {
    await page.getByRole('button', { name: words.t('firstStart.demo.open') }).click()
    await expect(page.getByRole('progressbar', { name: words.t('firstStart.demo.title') })).toBeVisible()
    const enter = page.getByRole('button', { name: words.t('firstStart.demo.enter') })
    await takePicture(page, 'demo-01-making')
    await expect(enter).toBeEnabled({ timeout: 240_000 })
    await enter.click()
    await expect(page.getByText(words.t('shell.demo'))).toBeVisible()
    const list = new WorklistPage(page, words)
    await expect(list.cases()).toHaveCount(3)
    await takePicture(page, 'demo-02-work-list')
  } finally {
    await workstation.discard()
  }
})
