// The report as its author uses it: sections by title, values by label, texts by name, proofs by their chips.
import { expect, type Locator, type Page } from '@playwright/test'
import type { PackId } from '../../../src/shared/domain/reviewCase.ts'
import { IntakePage } from './intakePage.ts'
import { escapePattern, type FieldWords, type JourneyWords, templateWords } from '../journeyWords.ts'

export class ReportPage {
  readonly page: Page
  readonly words: JourneyWords
  readonly template: ReturnType<typeof templateWords>
  constructor(page: Page, words: JourneyWords, pack: PackId = 'onc/1') {
    this.page = page
    this.words = words
    this.template = templateWords(pack)
  }

  definition(key: string) {
    const found = this.template.sections.find((section) => section.key === key)
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
    await this.enter(this.field(section, field), this.definition(section).fields.find(({ key }) => key === field), value)
  }

  private async enter(control: Locator, definition: FieldWords | undefined, value: string): Promise<void> {
    const label = definition?.kind === 'boolean' ? this.words.t(value === 'true' ? 'report.field.yes' : 'report.field.no') : definition?.options?.find(({ code }) => code === value)?.label[this.words.language]
    if (label !== undefined) return void (await control.selectOption({ label }))
    await control.fill(value)
    await control.press('Enter')
  }

  /** Adds a row to a section's list and fills it. */
  async addRow(section: string, key: string, values: Readonly<Record<string, string>>): Promise<void> {
    const { language } = this.words
    const list = this.definition(section).lists.find((one) => one.key === key)
    if (!list) throw new Error(`no list ${section}.${key}`)
    const box = this.section(section).getByRole('group', { name: list.title[language], exact: true })
    const rows = box.locator('[data-row]')
    const before = await rows.count()
    await box.getByRole('button', { name: this.words.t('report.list.add', { one: list.one[language] }) }).click()
    await expect(rows).toHaveCount(before + 1)
    const row = rows.last()
    for (const [field, value] of Object.entries(values)) {
      const definition = list.fields.find((one) => one.key === field)
      const control = row.getByLabel(new RegExp(`^${escapePattern(definition?.label[language] ?? field)} *(?:\\(|$)`, 'u'))
      if ((await control.count()) === 0) await row.getByRole('button', { name: this.words.like('report.list.more') }).click()
      await this.enter(control, definition, value)
    }
  }

  /** How an axis of the comparison was judged, and what is asked for with it. */
  async judge(axis: string, agreement: string, details: Readonly<Partial<Record<'first' | 'ours' | 'significance' | 'reason', string>>> = {}): Promise<void> {
    const { language } = this.words
    const label = this.definition('comparison').fields.find(({ key }) => key === `agreement${axis}`)?.label[language] ?? ''
    await this.set('comparison', `agreement${axis}`, agreement)
    for (const [detail, value] of Object.entries(details)) {
      const definition = this.definition('comparison').fields.find(({ key }) => key === `${detail}${axis}`)
      // From its beginning: the button that puts a proof behind the value ends in the same words.
      await this.enter(this.section('comparison').getByLabel(new RegExp(`^${escapePattern(`${label}: ${definition?.label[language] ?? ''}`)}`, 'u')), definition, value)
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

  /** Answers every question that was asked. */
  async answerAll(words: string): Promise<void> {
    const section = await this.goTo('answers')
    const asked = await section.getByRole('listitem').count()
    const any = section.getByRole('textbox', { name: this.words.like('report.answers.short') })
    await expect(any.first()).toBeVisible()
    for (let i = 0; i < asked; i++) {
      const item = section.getByRole('listitem').nth(i)
      const short = item.getByRole('textbox', { name: this.words.like('report.answers.short') })
      if ((await short.count()) === 0) continue
      await short.fill(words)
      await short.press('Enter')
      await item.getByRole('combobox').selectOption({ label: this.words.t('report.confidence.moderate') })
    }
  }

  /** From the blocker to the field that records it and back: who consented, and when. */
  async recordConsent(): Promise<void> {
    const { page, words } = this
    const intake = new IntakePage(page, words)
    const blocker = this.blockers().filter({ hasText: words.t('intake.condition.consent') })
    await blocker.click()
    await expect(intake.field('intake.consent.on')).toBeFocused()
    await intake.day('intake.consent.on', '2020-01-02')
    await intake.field('intake.consent.by').fill('The patient')
    await intake.part('intake.about').getByRole('button', { name: words.t('intake.save') }).click()
    await intake.condition('consent', 'yes')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(this.beforeSigning()).toBeVisible()
    await expect(blocker).toHaveCount(0)
  }

  /** What still blocks the signature, one per obstacle or group of missing values. */
  blockers(): Locator {
    return this.beforeSigning().getByRole('button').filter({ has: this.page.getByRole('img', { name: this.words.t('report.before.blocker') }) })
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
