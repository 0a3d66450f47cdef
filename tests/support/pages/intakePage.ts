// A new case from a request, and the intake of a case, as a case manager uses them.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class IntakePage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  private main(): Locator {
    return this.page.getByRole('main', { name: this.words.t('shell.main') })
  }

  async startNewCase(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+n')
    await expect(this.page.getByRole('heading', { name: this.words.t('intake.newCase.title') })).toBeVisible()
  }

  async step(name: 'request' | 'patient' | 'requester' | 'questions' | 'cover'): Promise<void> {
    const form = this.page.getByRole('form', { name: this.words.t(`intake.newCase.step.${name}`) })
    if (!(await form.isVisible())) await this.page.getByRole('navigation', { name: this.words.t('intake.newCase.title') }).getByRole('button', { name: this.words.t(`intake.newCase.step.${name}`) }).click()
    await expect(form).toBeVisible()
  }

  field(key: string): Locator {
    return this.main().getByRole('textbox', { name: this.words.t(key) })
  }

  /** A day is typed and the field left: only then it counts. */
  async day(key: string, day: string): Promise<void> {
    await this.field(key).fill(day)
    await this.field(key).press('Tab')
  }

  async choose(key: string, option: string): Promise<void> {
    await this.main().getByRole('combobox', { name: this.words.t(key), exact: true }).or(this.main().getByRole('textbox', { name: this.words.t(key), exact: true })).first().click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
  }

  create(): Locator {
    return this.page.getByRole('button', { name: this.words.t('intake.newCase.create') })
  }

  part(key: string): Locator {
    return this.page.getByRole('region', { name: this.words.t(key), exact: true })
  }

  decision(command: string): Locator {
    return this.part('intake.steps').getByRole('button', { name: this.words.t(`intake.decision.${command}`) })
  }

  async condition(name: string, met: 'yes' | 'no' | 'unknown'): Promise<void> {
    const line = this.part('intake.gate').getByRole('paragraph').filter({ hasText: this.words.t(`intake.condition.${name}`) })
    await expect(line).toContainText(this.words.t(`intake.met.${met}`))
  }

  async expectStage(stage: string): Promise<void> {
    await expect(this.part('intake.steps')).toContainText(this.words.t('intake.stageNow', { stage: this.words.t(`stage.${stage}`) }))
  }
}
