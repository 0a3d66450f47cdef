// The frame of an open case: banner, tabs, regions.
import { expect, type Locator, type Page } from '@playwright/test'
import type { JourneyWords } from '../journeyWords.ts'

/** The rooms behind each tab; a tab with one room has no second row of names. */
const ROOMS = { overview: ['overview', 'intake'], documents: ['documents', 'values', 'search'], imaging: ['imaging', 'response'], report: ['report'], psychology: ['psychology'], panel: ['panel'], signOff: ['signOff'], delivery: ['delivery'] } as const
type Part = keyof typeof ROOMS
export type Tab = (typeof ROOMS)[Part][number]

export class CasePage {
  readonly page: Page
  readonly words: JourneyWords
  constructor(page: Page, words: JourneyWords) {
    this.page = page
    this.words = words
  }

  banner(): Locator {
    return this.page.getByRole('region', { name: this.words.t('shell.banner.label'), exact: true })
  }

  /** What stands for the room on the screen: its own name where the tab has several rooms, else the tab. */
  tab(tab: Tab): Locator {
    const part = partOf(tab)
    return ROOMS[part].length > 1 ? this.page.getByRole('tablist', { name: this.words.t('shell.room.label') }).getByRole('tab', { name: this.words.t(`shell.room.${tab}`), exact: true }) : this.part(part)
  }

  async go(tab: Tab): Promise<void> {
    const part = this.part(partOf(tab))
    await part.click()
    await expect(part).toHaveAttribute('aria-selected', 'true')
    await this.tab(tab).click()
    await this.expectTab(tab)
  }

  async expectTab(tab: Tab): Promise<void> {
    await expect(this.tab(tab)).toHaveAttribute('aria-selected', 'true')
  }

  private part(part: Part): Locator {
    return this.page.getByRole('tablist', { name: this.words.t('shell.tab.label') }).getByRole('tab', { name: new RegExp(`^${this.words.t(`shell.tab.${part}`)}`, 'u') })
  }

  /** The region that a proof opens beside the report. */
  beside(): Locator {
    return this.page.getByRole('complementary', { name: this.words.t('shell.beside.label'), exact: true })
  }
}

function partOf(tab: Tab): Part {
  const part = (Object.keys(ROOMS) as Part[]).find((one) => (ROOMS[one] as readonly Tab[]).includes(tab))
  if (!part) throw new Error(`no tab leads to ${tab}`)
  return part
}
