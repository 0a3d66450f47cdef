// The report as its author uses it. Section titles and field labels are those of the screen's language.
import { expect, type Locator, type Page } from '@playwright/test'

const words = {
  en: { outline: 'Sections of the report', before: 'Before signing', picker: 'Proofs of this case', filter: 'Find a marked passage or measurement', amend: 'Amend', reason: 'Reason for the amendment', begin: 'Begin report', short: 'Short answer to question', confidence: 'Confidence', none: 'Not assessed, because' },
  es: { outline: 'Secciones del informe', before: 'Antes de firmar', picker: 'Pruebas de este caso', filter: 'Buscar un pasaje marcado o una medida', amend: 'Enmendar', reason: 'Motivo de la enmienda', begin: 'Empezar el informe', short: 'Respuesta breve a la pregunta', confidence: 'Seguridad', none: 'No se ha evaluado, porque' },
} as const

export function reportPage(page: Page, language: 'en' | 'es' = 'en') {
  const w = words[language]
  const before = page.getByRole('complementary', { name: w.before })
  const section = (key: string): Locator => page.locator(`[data-section="${key}"]`)
  return {
    before,
    obstacles: before.locator('.c-obstacle'),
    section,
    chips: page.locator('.proof-chip'),
    beside: page.locator('.r-beside'),
    readOnly: page.locator('.c-banner'),
    async goTo(title: string | RegExp): Promise<void> {
      await page.getByRole('navigation', { name: w.outline }).getByRole('button', { name: title }).click()
    },
    /** The prose of a section, ready to be written in. */
    async text(key: string): Promise<Locator> {
      await section(key).scrollIntoViewIfNeeded()
      const text = section(key).getByRole('textbox').and(page.locator('.prose')).first()
      await expect(text).toBeVisible()
      return text
    },
    async write(key: string, sentence: string): Promise<void> {
      await (await this.text(key)).click({ position: { x: 4, y: 4 } })
      await page.keyboard.press('Control+End')
      await page.keyboard.type(sentence)
    },
    /** Puts the first proof that has these words behind the caret. */
    async insertProof(has: string): Promise<void> {
      const chips = await this.chips.count()
      await page.keyboard.press('Control+Shift+p')
      await page.getByRole('combobox', { name: w.filter }).fill(has)
      await page.getByRole('dialog', { name: w.picker }).getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await expect(this.chips).toHaveCount(chips + 1)
    },
    /** Sets a coded value by section and key; a choice by its code. */
    async setField(key: string, field: string, value: string): Promise<void> {
      await section(key).scrollIntoViewIfNeeded()
      const control = page.locator(`[data-field="${key}.${field}"]`)
      await expect(control).toBeVisible()
      if (await control.evaluate((element) => element.tagName === 'SELECT')) await control.selectOption(value)
      else {
        await control.fill(value)
        await control.press('Enter')
      }
    },
    async answer(questionsKey: string, number: number, sentence: string, confidence: 'high' | 'moderate' | 'low' | 'cannotAnswer'): Promise<void> {
      await this.setField(questionsKey, `${number}.answer`, sentence)
      await this.setField(questionsKey, `${number}.confidence`, confidence)
    },
    async stateNone(key: string, reason: string): Promise<void> {
      await section(key).scrollIntoViewIfNeeded()
      const field = page.locator(`[data-field="${key}.noneBecause"]`)
      if (await field.evaluate((element) => element.tagName === 'BUTTON')) await field.click()
      await field.fill(reason)
      await field.press('Enter')
    },
    async openProof(number = 0): Promise<void> {
      await this.chips.nth(number).click()
      await expect(this.beside).toBeVisible()
    },
    async amend(reason: string): Promise<void> {
      await page.getByRole('button', { name: w.amend, exact: true }).click()
      await page.getByLabel(w.reason).fill(reason)
      await page.getByRole('button', { name: w.begin }).click()
    },
  }
}
