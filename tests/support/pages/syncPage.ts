// The sync screen as a person uses it: enrolment with a code, the button that exchanges now, emergency access.
import { expect, type Locator } from '@playwright/test'
import type { Workstation } from '../journeyWorkstation.ts'
import type { ServerProcess } from '../serverProcess.ts'

export class SyncPage {
  readonly workstation: Workstation
  constructor(workstation: Workstation) {
    this.workstation = workstation
  }

  async go(): Promise<void> {
    const { page, words } = this.workstation
    await page.getByRole('navigation', { name: words.t('shell.places') }).getByRole('button', { name: words.t('shell.sync') }).click()
    await expect(page.getByRole('heading', { name: words.t('sync.title'), exact: true })).toBeVisible()
  }

  async connect(server: ServerProcess): Promise<void> {
    const { page, words } = this.workstation
    await this.go()
    await page.getByRole('textbox', { name: words.t('sync.address') }).fill(server.url)
    await page.getByRole('textbox', { name: words.t('sync.code') }).fill(server.enrolmentCode ?? '')
    await page.getByRole('button', { name: words.t('sync.connect'), exact: true }).click()
    await expect(page.getByRole('button', { name: words.t('sync.now') })).toBeVisible({ timeout: 30_000 })
  }

  async exchangeNow(): Promise<void> {
    const { page, words } = this.workstation
    await this.go()
    await page.getByRole('button', { name: words.t('sync.now') }).click()
  }

  /** The part of the ledger that is about one case. */
  caseEntry(name: string | RegExp): Locator {
    return this.workstation.page.getByRole('region', { name })
  }

  async askEmergency(caseNumber: string, reason: string): Promise<void> {
    const { page, words } = this.workstation
    await this.go()
    await page.getByRole('textbox', { name: words.t('sync.emergency.number') }).fill(caseNumber)
    await page.getByRole('textbox', { name: words.t('sync.emergency.reason') }).fill(reason)
    await page.getByRole('button', { name: words.t('sync.emergency.open') }).click()
  }
}

/** Asks all to exchange, in this order, until something holds, as impatient people do. */
export async function exchangeUntil(workstations: readonly Workstation[], holds: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        for (const workstation of workstations) await new SyncPage(workstation).exchangeNow()
        return holds()
      },
      { timeout: 90_000, intervals: [1_000] },
    )
    .toBe(true)
}
