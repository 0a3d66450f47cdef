// Pictures of a journey's screens, for people who want to look at them: CONSILIUM_PICTURES names the folder; without it none are taken.
import { join } from 'node:path'
import type { Page } from '@playwright/test'

export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.CONSILIUM_PICTURES
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
}
