// The work list and the import of a bundle, as a person uses them.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class WorklistPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  cases(): Locator {
    return this.page.getByRole('listbox', { name: this.words.t('worklist.list') }).getByRole('option')
  }

  async go(): Promise<void> {
    await this.page.getByRole('navigation', { name: this.words.t('shell.places') }).getByRole('button', { name: this.words.t('shell.workList') }).click()
  }

  /** Chooses the bundle in the browser's own dialog and waits for the page of the import. */
  async open(what: 'folder' | 'zip', path: string): Promise<void> {
    const { page, words } = this
    await page.getByRole('button', { name: words.t('worklist.openBundle') }).first().click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('menuitem', { name: words.t(what === 'folder' ? 'worklist.openFolder' : 'worklist.openFile') }).click()
    await (await chooser).setFiles(path)
  }

  importHeading(): Locator {
    return this.page.getByRole('heading', { name: this.words.t('import.title'), exact: true })
  }

  result(): Locator {
    return this.page.getByRole('listbox', { name: this.words.t('import.result') })
  }

  /** Items of one outcome in the result. */
  items(outcome: string): Locator {
    return this.result().getByRole('group', { name: this.words.t(`outcome.${outcome}`) }).getByRole('option')
  }

  async waitForResult(): Promise<void> {
    await expect(this.importHeading()).toBeVisible({ timeout: 60_000 })
    await expect(this.result()).toBeVisible({ timeout: 120_000 })
  }

  async openImportedCase(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.t('import.openCase') }).click()
    await expect(this.page.getByRole('tablist', { name: this.words.t('shell.tab.label') })).toBeVisible()
  }

  /** From the work list to the overview of a new case. */
  async takeIn(what: 'folder' | 'zip', path: string): Promise<void> {
    await this.open(what, path)
    await this.waitForResult()
    await this.openImportedCase()
  }
}
