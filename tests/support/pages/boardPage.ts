// The board as its chair, its members and the room use it.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

export class BoardPage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  async go(): Promise<void> {
    await this.page.getByRole('navigation', { name: this.words.t('shell.places') }).getByRole('button', { name: new RegExp(`(^|, )${this.words.t('board.title')}$`, 'u') }).click()
  }

  async open(title: string): Promise<void> {
    const form = this.page.getByRole('form', { name: this.words.t('board.open.title') })
    await form.getByRole('textbox', { name: this.words.t('board.open.name') }).fill(title)
    await form.getByRole('textbox', { name: this.words.t('board.open.day') }).fill('2026-11-26')
    await form.getByRole('textbox', { name: this.words.t('board.open.time') }).fill('14:00')
    await form.getByRole('button', { name: this.words.t('board.open.do') }).click()
    await expect(this.page.getByRole('heading', { name: title })).toBeVisible()
  }

  async enter(title: string): Promise<void> {
    await this.go()
    await this.page.getByRole('button', { name: new RegExp(title, 'u') }).click()
    await expect(this.page.getByRole('heading', { name: title })).toBeVisible()
  }

  async invite(name: RegExp, discipline: string): Promise<void> {
    const form = this.page.getByRole('form', { name: this.words.t('board.invite') })
    await form.getByRole('combobox', { name: this.words.t('panel.person') }).click()
    await this.page.getByRole('option', { name }).click()
    await form.getByRole('combobox', { name: this.words.t('panel.disciplineLabel') }).click()
    await this.page.getByRole('option', { name: this.words.t(`panel.discipline.${discipline}`), exact: true }).click()
    await form.getByRole('button', { name: this.words.t('board.invite'), exact: true }).click()
    await expect(this.people().getByRole('listitem').filter({ hasText: name }).first()).toBeVisible()
  }

  agenda(): Locator {
    return this.page.getByRole('region', { name: this.words.t('board.agenda'), exact: true }).first()
  }

  people(): Locator {
    return this.page.getByRole('region', { name: this.words.t('board.people'), exact: true })
  }

  async attend(name: string, words: string): Promise<void> {
    await this.people().getByRole('combobox', { name: this.words.t('board.presenceOf', { name }) }).click()
    await this.page.getByRole('option', { name: words, exact: true }).click()
  }

  async say(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.words.t('board.addMinute'), exact: true }).fill(text)
    await this.page.keyboard.press('Enter')
    await expect(this.page.getByText(text)).toBeVisible()
  }

  twin(): Locator {
    return this.page.getByRole('region', { name: this.words.t('board.twin') })
  }
}
