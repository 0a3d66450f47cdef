// Page model: one import, from progress to result.
import type { Page } from '@playwright/test'

export class ImportPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** The list of what came in; present once the import has ended. */
  get result() {
    return this.page.getByRole('listbox', { name: /^(What came in|Lo que ha llegado)$/ })
  }

  group(name: RegExp) {
    return this.result.getByRole('group', { name })
  }

  get summary() {
    return this.page.locator('.import-summary')
  }

  async waitForEnd(limitMs = 120_000): Promise<void> {
    await this.result.waitFor({ timeout: limitMs })
  }

  async cancel(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Cancel import|Cancelar la incorporación)$/ }).click()
  }

  async leaveOut(item: RegExp): Promise<void> {
    await this.result.getByRole('option', { name: item }).click()
    await this.page.getByRole('button', { name: /^(Leave out|Dejar fuera)$/ }).click()
  }

  async release(item: RegExp, reason: string): Promise<void> {
    await this.result.getByRole('option', { name: item }).click()
    await this.page.getByRole('button', { name: /^(Release into the case|Admitir en el caso)$/ }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(reason)
    await dialog.getByRole('button', { name: /^(Release into the case|Admitir en el caso)$/ }).click()
  }

  async openCase(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Open case|Abrir caso)$/ }).click()
  }
}
