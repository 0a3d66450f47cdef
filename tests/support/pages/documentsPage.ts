// The document desk as a person uses it. Names are those of the screen's language.
import { expect, type Locator, type Page } from '@playwright/test'

const words = {
  en: { list: 'Documents of the case', find: 'Find in this document', note: 'Note', use: 'Use as proof', drawer: 'Proof in this document', highlight: 'Highlight', remove: 'Remove highlight', area: 'Area' },
  es: { list: 'Documentos del caso', find: 'Buscar en este documento', note: 'Nota', use: 'Usar como prueba', drawer: 'Pruebas en este documento', highlight: 'Marcar', remove: 'Quitar la marca', area: 'Área' },
} as const

export function documentsPage(page: Page, language: 'en' | 'es' = 'en') {
  const w = words[language]
  const pages = page.locator('.pdf-container')
  const drawer = page.getByRole('complementary', { name: w.drawer })
  return {
    list: page.getByRole('navigation', { name: w.list }),
    pages,
    drawer,
    highlights: drawer.locator('.d-highlight'),
    marks: page.locator('.mark-box'),
    seen: page.locator('.d-title'),
    async open(name: string | RegExp): Promise<void> {
      await page.getByRole('navigation', { name: w.list }).getByRole('button', { name }).click()
      await this.ready()
    },
    /** Until the first page's words are there. */
    async ready(): Promise<void> {
      await expect(page.locator('.textLayer span').first()).toBeVisible()
    },
    /** Drags over the first line that has these words. @returns the words selected */
    async selectLine(has: string | RegExp): Promise<string> {
      const line = page.locator('.textLayer span').filter({ hasText: has }).first()
      await line.scrollIntoViewIfNeeded()
      const box = await line.boundingBox()
      if (!box) throw new Error('the line is not on the page')
      await page.mouse.move(box.x + 2, box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 8 })
      await page.mouse.up()
      return page.evaluate(() => document.getSelection()?.toString() ?? '')
    },
    async highlight(has: string | RegExp): Promise<Locator> {
      const before = await this.highlights.count()
      await this.selectLine(has)
      await page.keyboard.press('h')
      await expect(this.highlights).toHaveCount(before + 1)
      return drawer.locator('.d-highlight[data-open]')
    },
    async writeNote(note: string): Promise<void> {
      await drawer.getByLabel(w.note, { exact: true }).fill(note)
    },
    async useAsProof(): Promise<void> {
      await drawer.getByRole('button', { name: w.use }).click()
    },
    /** @returns the count as shown, e.g. "1 of 3" */
    async find(query: string): Promise<string> {
      await pages.focus()
      await page.keyboard.press('Control+f')
      await page.getByRole('textbox', { name: w.find }).fill(query)
      await expect(page.locator('.pdf-find-count')).not.toHaveText('')
      return page.locator('.pdf-find-count').innerText()
    },
  }
}
