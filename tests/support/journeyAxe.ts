// What axe finds on a screen as it stands, in words short enough to read in a report.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

export async function violations(page: Page): Promise<string[]> {
  // A hint that is still fading in has the contrast of no moment a person reads in. An animation that is held and never ends is not waited for.
  await page.evaluate(() => {
    const ends = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime)).map((one) => one.finished)
    return Promise.race([Promise.allSettled(ends).then(() => undefined), new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 5_000))])
  })
  const { violations: found } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`).join(' | ')}`)
}
