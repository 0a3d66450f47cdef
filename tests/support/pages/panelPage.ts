// The panel as its experts and its chair use it.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class PanelPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  experts(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('panel.experts') })
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.t('panel.open'), exact: true }).click()
    await expect(this.experts()).toBeVisible()
  }

  /** @param directory what the server's directory says of the person, where it knows them */
  async invite(name: RegExp, discipline: string, directory?: string): Promise<void> {
    const form = this.page.getByRole('form', { name: this.words.t('panel.inviteTitle') })
    await form.getByRole('combobox', { name: this.words.t('panel.person') }).click()
    await this.page.getByRole('option', { name }).click()
    if (directory) await expect(form).toContainText(directory)
    await form.getByRole('combobox', { name: this.words.t('panel.disciplineLabel') }).click()
    await this.page.getByRole('option', { name: this.words.t(`panel.discipline.${discipline}`), exact: true }).click()
    await form.getByRole('button', { name: this.words.t('panel.invite'), exact: true }).click()
    await expect(this.experts().getByRole('listitem').filter({ hasText: name })).toBeVisible()
  }

  async accept(): Promise<void> {
    await this.page.getByRole('checkbox', { name: this.words.t('panel.noConflict') }).check()
    await this.page.getByRole('button', { name: this.words.t('panel.accept') }).click()
    await expect(this.page.getByRole('button', { name: this.words.t('panel.seal') })).toBeVisible()
  }

  /** Takes the same position on every line. */
  async takePositions(position: string): Promise<void> {
    const words = this.words.t(`panel.position.${position}`)
    const lines = this.page.getByRole('radiogroup')
    for (let i = 0; i < (await lines.count()); i += 1) await lines.nth(i).getByText(words).click()
  }

  /** Takes another position on one line, with its reason. */
  async differOn(subject: string, position: string, reason: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: subject }).getByText(this.words.t(`panel.position.${position}`)).click()
    await this.page.getByRole('textbox', { name: this.words.t('panel.reasonOf', { subject }) }).fill(reason)
  }

  async seal(): Promise<void> {
    await this.page.getByRole('checkbox', { name: this.words.t('panel.reviewed') }).check()
    await this.page.getByRole('checkbox', { name: this.words.t('panel.independent') }).check()
    await this.page.getByRole('button', { name: this.words.t('panel.seal') }).click()
    await expect(this.page.getByText(this.words.t('panel.hash'))).toBeVisible()
  }

  matrix(): Locator {
    return this.page.getByRole('table', { name: this.words.t('panel.agreement') })
  }
}
