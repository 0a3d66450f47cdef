// The response room as a person uses it: table, lesion form, cell, words of the response.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class ResponsePage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  /** Cell of a lesion at a date (n-th column of dates). */
  cell(lesion: string, n: number): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader').filter({ hasText: lesion }) }).getByRole('cell').nth(n + 2).getByRole('button')
  }

  /** The words of the response beside the table. */
  summary(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('response.title') })
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).first().click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  async addLesion(role: 'target' | 'nonTarget' | 'new', organ: 'lung' | 'liver' | 'bone' | 'kidney' | 'lymphNode'): Promise<void> {
    const { words } = this
    await this.page.getByRole('button', { name: words.t('response.add') }).click()
    await this.choose(words.t('response.role'), words.t(`response.roles.${role}`))
    await this.choose(words.t('response.organ'), words.t(`response.organs.${organ}`))
    await this.page.getByRole('button', { name: words.t('response.follow') }).click()
  }

  async expectRefused(reason: 'tooManyTargets' | 'tooManyTargetsInOrgan'): Promise<void> {
    await expect(this.page.getByRole('alert').filter({ hasText: this.words.t(`response.refusal.${reason}`) })).toBeVisible()
    await this.page.getByRole('button', { name: this.words.t('common.cancel') }).click()
  }
}
