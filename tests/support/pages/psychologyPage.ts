// The psychological part as its signatory uses it.
import { expect, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'
import { PASSPHRASE } from '../journeyWorkstation.ts'

/** Not assessed, with the reason, signed; ends in the psychological part. */
export async function signUnassessed({ page, words }: { page: Page; words: JourneyWords }, because: string): Promise<void> {
  await page.getByRole('tab', { name: words.t('shell.tab.psychology') }).click()
  await page.getByRole('combobox', { name: words.t('psychology.field.assessedHow') }).click()
  await page.getByRole('option', { name: words.t('psychology.value.assessedHow.notAssessed'), exact: true }).click()
  const reason = page.getByLabel(words.t('psychology.field.notAssessedReason'))
  await reason.fill(because)
  await reason.blur()
  const sign = page.getByRole('form', { name: words.t('psychology.sign.title') })
  await sign.getByLabel(words.t('signOff.passphrase')).fill(PASSPHRASE)
  await sign.getByRole('button', { name: words.t('psychology.sign.do') }).click()
  await expect(page.getByText(words.like('psychology.sign.signed'))).toBeVisible({ timeout: 30_000 })
}
