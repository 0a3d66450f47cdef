// The report as its author uses it: sections by title, values by label, texts by name, proofs by their chips.
import { expect, type Locator, type Page } from '@playwright/test'
import { escapePattern, type JourneyWords, oncologyTemplate } from '../journeyWords.ts'

const template = oncologyTemplate()

export class ReportPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  definition(key: string) {
    const found = template.sections.find((section) => section.key === key)
    if (!found) throw new Error(`no section ${key}`)
    return found
  }

  section(key: string): Locator {
    const { number, title } = this.definition(key)
    return this.page.getByRole('region', { name: new RegExp(`^${number} ${escapePattern(title[this.words.language])}$`, 'u') })
  }

  async goTo(key: string): Promise<Locator> {
    const { number, title } = this.definition(key)
    await this.page
      .getByRole('navigation', { name: this.words.t('report.outline') })
      .getByRole('button', { name: new RegExp(`^${number} ?${escapePattern(title[this.words.language])}`, 'u') })
      .click()
    const section = this.section(key)
    await expect(section.getByRole('status').filter({ hasText: this.words.t('common.loading') })).toHaveCount(0)
    return section
  }

  /** The prose of a section. */
  text(key: string): Locator {
    return this.section(key).getByRole('textbox', { name: this.definition(key).title[this.words.language], exact: true })
  }

  async write(key: string, words: string): Promise<void> {
    await this.goTo(key)
    await this.text(key).click()
    await this.page.keyboard.press('Control+End')
    await this.page.keyboard.type(words)
  }

  field(section: string, field: string): Locator {
    const label = this.definition(section).fields.find(({ key }) => key === field)?.label[this.words.language]
    if (!label) throw new Error(`no field ${section}.${field}`)
    return this.section(section).getByLabel(new RegExp(`^${escapePattern(label)} *(?:\\(|$)`, 'u'))
  }

  /** Sets a coded value: an option by its code, a text by its words. */
  async set(section: string, field: string, value: string): Promise<void> {
    const control = this.field(section, field)
    const options = this.definition(section).fields.find(({ key }) => key === field)?.options
    if (options) await control.selectOption({ label: options.find(({ code }) => code === value)?.label[this.words.language] ?? '' })
    else {
      await control.fill(value)
      await control.press('Enter')
    }
  }

  /** States why a section has nothing to say. */
  async nothingBecause(key: string, reason: string): Promise<void> {
    const section = await this.goTo(key)
    await section.getByRole('button', { name: this.words.t('report.none.state') }).click()
    const field = section.getByRole('textbox', { name: this.words.t('report.none.section') })
    await field.fill(reason)
    await field.press('Enter')
  }

  /** Takes over what the checklist misses and says of each what that means. */
  async addMissing(impact: string): Promise<void> {
    const section = await this.goTo('material')
    const add = section.getByRole('button', { name: this.words.like('report.list.addMissing') })
    await expect(add).toBeVisible()
    await add.click()
    const label = this.definition('material').lists.find(({ key }) => key === 'missing')?.fields.find(({ key }) => key === 'impact')?.label[this.words.language] ?? ''
    const impacts = section.getByLabel(new RegExp(`^${escapePattern(label)} *(?:\\(|$)`, 'u'))
    await expect(impacts.first()).toBeVisible()
    for (const one of await impacts.all()) {
      await one.fill(impact)
      await one.press('Enter')
    }
  }

  async answer(number: number, words: string, confidence: 'high' | 'moderate' | 'low'): Promise<void> {
    const section = this.section('answers')
    const short = this.page.getByRole('textbox', { name: this.words.t('report.answers.short', { number }), exact: true })
    await short.fill(words)
    await short.press('Enter')
    await section.getByRole('listitem').filter({ has: short }).getByRole('combobox').selectOption({ label: this.words.t(`report.confidence.${confidence}`) })
  }

  /** Opens the list of proofs behind the caret and takes the one with these words. */
  async insertProof(name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: this.words.t('report.tool.proof') }).click()
    await this.picker().getByRole('option', { name }).click()
    await expect(this.picker()).toBeHidden()
  }

  picker(): Locator {
    return this.page.getByRole('dialog', { name: this.words.t('report.proof.choose') })
  }

  chip(name: RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  beforeSigning(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('report.before.title') })
  }

  async waitUntilSaved(): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: this.words.like('report.saved') })).toBeVisible()
  }
}
