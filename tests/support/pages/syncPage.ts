// Page model: sync and enrolment.
import type { Page } from '@playwright/test'

export class SyncPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  async connect(serverUrl: string, code: string): Promise<void> {
    await this.page.getByLabel(/^(Address of the server|Dirección del servidor)/).fill(serverUrl)
    await this.page.getByLabel(/^(Enrolment code|Código de alta)/).fill(code)
    await this.page.getByRole('button', { name: /^(Connect|Conectar)$/ }).click()
  }

  async syncNow(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Sync now|Sincronizar ahora)$/ }).click()
  }
}
