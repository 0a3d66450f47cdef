// First start and unlocking, as a person does them.
import { expect, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class FirstStartPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  async createProfile({ name, licence, passphrase }: { name: string; licence: string; passphrase: string }): Promise<void> {
    const { page, words } = this
    const create = page.getByRole('button', { name: words.t('firstStart.create') })
    await expect(page.getByRole('heading', { name: words.t('firstStart.title') })).toBeVisible()
    await page.getByLabel(words.t('firstStart.name')).fill(name)
    await page.getByLabel(words.t('firstStart.licence')).fill(licence)
    const [first, again] = [page.getByRole('textbox', { name: words.t('firstStart.passphrase') }).first(), page.getByRole('textbox', { name: words.t('firstStart.again') })]
    await first.fill('qwerty')
    await expect(page.getByText(words.t('firstStart.strength.score0'))).toBeVisible()
    await expect(create).toBeDisabled()
    await first.fill(passphrase)
    await expect(page.getByText(words.t('firstStart.strength.score3'))).toBeVisible()
    await again.fill(`${passphrase}x`)
    await expect(page.getByText(words.t('firstStart.differs'))).toBeVisible()
    await expect(create).toBeDisabled()
    await again.fill(passphrase)
    await create.click()
  }

  /** @returns the code that was shown */
  async keepRecoveryCode(): Promise<string> {
    const { page, words } = this
    await expect(page.getByRole('heading', { name: words.t('firstStart.recovery.title') })).toBeVisible({ timeout: 30_000 })
    const code = (await page.getByTestId('recovery-code').innerText()).trim()
    const enter = page.getByRole('button', { name: words.t('firstStart.recovery.enter') })
    await expect(enter).toBeDisabled()
    await page.getByRole('checkbox', { name: words.t('firstStart.recovery.kept') }).check()
    await enter.click()
    await expect(page.getByRole('main', { name: words.t('shell.main') })).toBeVisible()
    return code
  }

  async unlock(passphrase: string): Promise<void> {
    const { page, words } = this
    await expect(page.getByRole('heading', { name: words.t('firstStart.unlock.title') })).toBeVisible()
    await page.getByRole('textbox', { name: words.like('firstStart.unlock.label') }).fill(passphrase)
    await page.getByRole('button', { name: words.t('firstStart.unlock.unlock') }).click()
    await expect(page.getByRole('main', { name: words.t('shell.main') })).toBeVisible({ timeout: 30_000 })
  }
}
