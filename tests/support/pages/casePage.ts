// The frame of an open case: banner, tabs, regions.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export type Tab = 'overview' | 'intake' | 'documents' | 'imaging' | 'response' | 'report' | 'panel' | 'signOff'

export class CasePage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  banner(): Locator {
    return this.page.getByRole('region', { name: this.words.t('shell.banner.label'), exact: true })
  }

  tab(tab: Tab): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${this.words.t(`shell.tab.${tab}`)}`, 'u') })
  }

  async go(tab: Tab): Promise<void> {
    await this.tab(tab).click()
    await this.expectTab(tab)
  }

  async expectTab(tab: Tab): Promise<void> {
    await expect(this.tab(tab)).toHaveAttribute('aria-selected', 'true')
  }

  /** The region that a proof opens beside the report. */
  beside(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('shell.beside.label'), exact: true })
  }
}
