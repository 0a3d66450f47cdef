// Page model: the frame around every view. Going somewhere is by key, as the keyboard journey does it.
import type { Page } from '@playwright/test'

const keys = { worklist: 'w', overview: 'o', documents: 'd', imaging: 'i', report: 'r', signOff: 'f', sync: 's', settings: 'e' } as const

export class ShellPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** `g` and the place's letter; never while a text field has the focus. */
  async go(place: keyof typeof keys): Promise<void> {
    await this.page.keyboard.press('g')
    await this.page.keyboard.press(keys[place])
  }

  async openTab(name: RegExp): Promise<void> {
    await this.page.getByRole('tab', { name }).click()
  }

  /** Types into the palette and takes the first answer. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await this.page.getByRole('dialog').getByRole('textbox').fill(words)
    await this.page.keyboard.press('Enter')
  }

  async lock(): Promise<void> {
    await this.page.keyboard.press('Control+l')
  }

  get savedWords() {
    return this.page.getByRole('contentinfo').getByRole('status')
  }

  get patientBanner() {
    return this.page.getByRole('region', { name: /^(Patient|Paciente)$/ })
  }

  get syncPill() {
    return this.page.getByRole('banner').locator('.pill')
  }
}
