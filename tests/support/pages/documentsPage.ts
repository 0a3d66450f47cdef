// The document desk as a person uses it: list, pages, find, highlights.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class DocumentsPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  list(): Locator {
    return this.page.getByRole('navigation', { name: this.words.t('documents.list') })
  }

  /** The pages of the open file. */
  reader(): Locator {
    return this.page.getByRole('main').getByRole('document')
  }

  drawer(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('documents.drawer.title') })
  }

  async open(name: string): Promise<void> {
    await this.list().getByRole('button', { name: new RegExp(name, 'u') }).click()
    await expect(this.reader()).toBeVisible()
  }

  /** A line of the page's text layer. */
  line(text: string): Locator {
    return this.reader().getByText(text, { exact: false }).first()
  }

  async find(words: string): Promise<void> {
    await this.page.getByRole('button', { name: this.words.t('documents.viewer.find') }).click()
    await this.page.getByRole('textbox', { name: this.words.t('documents.viewer.find') }).fill(words)
  }

  /** Draws over one line with the mouse, as one selects words. */
  async select(text: string): Promise<void> {
    const line = this.line(text)
    await line.scrollIntoViewIfNeeded()
    const box = await line.boundingBox()
    if (!box) throw new Error('the line is not on the screen')
    const middle = box.y + box.height / 2
    await this.page.mouse.move(box.x + 2, middle)
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + box.width / 2, middle, { steps: 4 })
    await this.page.mouse.move(box.x + box.width - 1, middle, { steps: 4 })
    await this.page.mouse.up()
    await expect.poll(() => this.page.evaluate(() => String(document.getSelection()))).toContain(text.slice(2, 20))
  }

  /** Marks the line with the tool and writes its note. */
  async highlight(text: string, note: string): Promise<void> {
    await this.select(text)
    await this.page.getByRole('toolbar', { name: this.words.t('documents.viewer.tools') }).getByRole('button', { name: this.words.t('documents.tool.highlight'), exact: true }).click()
    await expect(this.entry(text)).toBeVisible()
    await this.drawer().getByRole('textbox', { name: this.words.t('documents.drawer.note') }).fill(note)
  }

  entry(text: string): Locator {
    return this.drawer().getByRole('button', { name: new RegExp(text.slice(0, 24), 'u') })
  }

  async useAsProof(): Promise<void> {
    await this.drawer().getByRole('button', { name: this.words.t('documents.drawer.use') }).click()
  }
}
