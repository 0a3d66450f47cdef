// The server's administration, from its place in the rail to one of its subjects.
import { expect } from '@playwright/test'
import type { Workstation } from '../journeyWorkstation.ts'

export async function toAdministration({ page, words }: Workstation): Promise<void> {
  await page.getByRole('navigation', { name: words.t('shell.places') }).getByRole('button', { name: words.t('shell.administration') }).click()
}

export async function toSubject({ page, words }: Workstation, subject: string): Promise<void> {
  const name = words.t(`administration.subject.${subject}`)
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

/** Where an expert is, and in which languages they work. */
export async function putExpert({ page, words }: Workstation, name: string, facts: Readonly<Record<'specialty' | 'country' | 'languages' | 'timeZone', string>>): Promise<void> {
  const form = page.getByRole('form', { name: words.t('administration.expert.title') })
  await form.getByRole('combobox', { name: words.t('administration.name') }).click()
  await page.getByRole('option', { name, exact: true }).click()
  for (const [field, value] of Object.entries(facts)) await form.getByRole('textbox', { name: words.t(`administration.expert.${field}`) }).fill(value)
  await form.getByRole('button', { name: words.t('common.save') }).click()
  await expect(page.getByRole('row').filter({ hasText: name }).getByRole('cell', { name: facts.country, exact: true })).toBeVisible()
}
