// Takes pictures of the shell's screens over the scripted core.  node look.ts BUILD PICTURES [name...]
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Page } from '@playwright/test'
import { importResult, lines } from './fixtures.ts'
import { alone, offline, type Script, serveScripted } from './scriptedCore.ts'

const [build = '', pictures = '', ...wanted] = process.argv.slice(2)
const caseId = lines[0]!.reviewCase.id
const at = (place: object, openCases: string[] = [caseId, lines[1]!.reviewCase.id]) => JSON.stringify({ place, openCases })
const casePlace = (tab: string) => at({ view: 'case', caseId, tab, open: null, target: null, beside: null, section: null })
const sizes = { S: { width: 1280, height: 720 }, L: { width: 1600, height: 1000 }, M: { width: 1920, height: 1080 } }

interface Shot {
  script: Partial<Script>
  act?: (page: Page) => Promise<void>
}
const shots: Record<string, Shot> = {
  worklist: { script: { place: at({ view: 'worklist', selectedCaseId: caseId }) } },
  empty: { script: { empty: true } },
  overview: { script: { place: casePlace('overview') } },
  table: { script: { place: casePlace('overview') }, act: async (page) => page.locator('.timeline-head button').click() },
  importing: { script: { place: at({ view: 'import', importId: importResult.importId, jobId: importResult.importId }) } },
  sync: { script: { place: at({ view: 'sync' }), sync: offline } },
  connect: { script: { place: at({ view: 'sync' }) } },
  settings: { script: { place: at({ view: 'settings' }) } },
  first: { script: { profile: 'new' } },
  unlock: { script: { profile: 'locked' } },
  palette: { script: { place: at({ view: 'worklist', selectedCaseId: caseId }) }, act: async (page) => page.keyboard.press('Control+k') },
  keys: { script: { place: casePlace('overview') }, act: async (page) => page.keyboard.press('?') },
  privacy: { script: { place: casePlace('overview') }, act: async (page) => page.keyboard.press('Control+.') },
}
const variants = (process.env.VARIANTS ?? 'L-dark-en').split(',')

await mkdir(pictures, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false, args: ['--disable-quic', '--disable-background-networking'] })
for (const [name, shot] of Object.entries(shots)) {
  if (wanted.length && !wanted.includes(name)) continue
  for (const variant of variants) {
    const [size = 'L', theme = 'dark', language = 'en'] = variant.split('-')
    const script: Script = {
      profile: 'unlocked', place: null, sync: alone, empty: false, ...shot.script,
      preferences: { language: language === 'es' ? 'es' : 'en', theme: theme === 'light' ? 'light' : 'dark', textScale: 1, panels: { pins: { [caseId]: 1 } } },
    }
    const host = await serveScripted(build, script)
    const context = await browser.newContext({ viewport: sizes[size as keyof typeof sizes], locale: language, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.on('console', (m) => m.type() === 'error' && console.log(name, 'console:', m.text()))
    page.on('pageerror', (e) => console.log(name, 'error:', e.message))
    await page.goto(host.url)
    await page.waitForTimeout(1200)
    await shot.act?.(page)
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(pictures, `${name}-${variant}.png`) })
    if (process.env.AXE) {
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
      for (const v of violations) console.log(`${name}-${variant} axe ${v.id}: ${v.nodes.length} ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} ${n.any[0]?.message ?? n.failureSummary}`).join(' | ')}`)
    }
    await context.close()
    await host.stop()
  }
}
await browser.close()
