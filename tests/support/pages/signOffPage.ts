// The sign-off as the signatory uses it.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class SignOffPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  act(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('signOff.act') })
  }

  signButton(number: number): Locator {
    return this.act().getByRole('button', { name: this.words.t('signOff.sign', { number }) })
  }

  /** The hash of what is shown, without its blanks. */
  async hash(): Promise<string> {
    const code = this.act().locator('code').first()
    await expect(code).toBeVisible({ timeout: 60_000 })
    return (await code.innerText()).replace(/\s/gu, '')
  }

  async attest(): Promise<void> {
    await this.act().getByRole('checkbox', { name: this.words.t('signOff.reviewed') }).check()
    await this.act().getByRole('checkbox', { name: this.words.t('signOff.noConflict') }).check()
  }

  async sign(number: number, passphrase: string): Promise<void> {
    await this.act().getByRole('textbox', { name: this.words.t('signOff.passphrase') }).fill(passphrase)
    await this.signButton(number).click()
  }

  /** @returns path of the file */
  async download(): Promise<string> {
    const started = this.page.waitForEvent('download')
    await this.act().getByRole('link', { name: this.words.t('signOff.download') }).click()
    return (await started).path()
  }
}
