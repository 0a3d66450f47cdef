// E3, E5 and E6 on one written opinion: safety card, the psychologist's part, signature, release, and the patient's package in a plain browser without a network.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { User } from '../../src/shared/domain/people.ts'
import { unpackZip } from '../../src/main/core/delivery/unpackZip.ts'
import { prepareStore } from '../support/benchStore.ts'
import { BENCH_PASSPHRASE } from '../support/benchWorkstation.ts'
import { takePicture } from '../support/journeyPictures.ts'
import { type JourneyWords, journeyWords } from '../support/journeyWords.ts'
import { FirstStartPage } from '../support/pages/firstStartPage.ts'
import { ReportPage } from '../support/pages/reportPage.ts'
import { SignOffPage } from '../support/pages/signOffPage.ts'
import { startHost } from '../support/startHost.ts'

const COLLEAGUE = User.parse({ id: '018f4c2e-0000-7000-8000-00000000000f', name: 'Dr Ana Fuentes', role: 'radiologist', licence: 'RX-7' })
const WORDS_EN = 'Two calls before the operation.'
const TEACH_BACK = 'Entiendo que es un cáncer de pulmón y que puede operarse'
const WORDS_FOR_DOCTORS = 'Consider mirtazapine.'

for (const language of ['en', 'es'] as const) test(`from the safety card to the package in the patient’s hands (${language})`, async ({ browser }) => {
  test.setTimeout(300_000)
  const prepared = await prepareStore({ colleague: COLLEAGUE })
  const host = await startHost({ directory: prepared.directory })
  const words = await journeyWords(language)
  const context = await browser.newContext({ locale: language === 'en' ? 'en-GB' : 'es-ES', viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  try {
    await page.goto(host.url)
    await new FirstStartPage(page, words).unlock(BENCH_PASSPHRASE)
    await page.locator('.case-row').filter({ hasText: 'QUIROGA' }).dblclick()
    await test.step('E3: item 9 opens a card that stays', () => answerWithRisk(page, words))
    await test.step('E6.1: an open card closes the gates', () => seeClosedGates(page, words))
    await test.step('E3: action, person and time close it; the part is signed', () => settleAndSign(page, words))
    await test.step('E5.2: categories that the edition does not know close the signature', () => mendEdition(page, words))
    await test.step('E5: two sign in their order; a change of the order asks anew', () => orderSignatures(page, words))
    await test.step('E5: the report is signed', () => signReport(page, words))
    const folder = await test.step('E6: released to the patient', () => release(page, words))
    await test.step('E6.4: opens in a plain browser without a network and proves itself', () => openPackage(page, words, folder))
    rmSync(folder, { recursive: true, force: true })
    await test.step('E6.9, E6.12: call in the patient’s time zone, outcome after a month, an extract for the treating doctor', () => followUp(page, words))
    // Once is enough: the words are asserted in both languages above, the act is the same.
    if (language === 'es') await test.step('E6.10: what the patient said in their own words becomes a signed addendum', () => signAddendum(page, words))
  } finally {
    await context.close()
    await host.stop()
    prepared.remove()
  }
})

const tab = (page: Page, words: JourneyWords, name: string) => page.getByRole('tab', { name: words.t(`shell.tab.${name}`) }).click()
const form = (page: Page, name: string) => page.locator(`form[aria-label="${name}"]`)

/** The Spanish run's pictures beside the English ones. */
const picture = (page: Page, words: JourneyWords, name: string) => takePicture(page, words.language === 'en' ? name : `${name}-${words.language}`)

async function answerWithRisk(page: Page, words: JourneyWords): Promise<void> {
  await tab(page, words, 'psychology')
  const items = form(page, 'PHQ-9').locator('li')
  for (let item = 0; item < 8; item++) await items.nth(item).locator('input').nth(1).check({ force: true })
  await items.nth(8).locator('input').nth(1).check({ force: true })
  const card = page.getByRole('alert').filter({ hasText: words.t('psychology.safety.item9') })
  await expect(card).toBeVisible()
  await expect(form(page, 'PHQ-9').getByRole('status')).toContainText('9')
  await form(page, 'PHQ-9').getByRole('button', { name: words.t('psychology.form.keep') }).click()
  await page.keyboard.press('Escape')
  await expect(card).toBeVisible()
  await expect(card.getByRole('button', { name: words.t('psychology.safety.settle') })).toBeDisabled()
  // E3.1: the lane's own list has it on top.
  await expect(page.getByRole('navigation', { name: words.t('psychology.queue.title') }).getByRole('listitem').first()).toContainText(words.t('psychology.queue.safety'))
  // E3.4: one item open, no total, and nothing is kept without a reason.
  const gad = form(page, 'GAD-7')
  for (let item = 0; item < 6; item++) await gad.locator('li').nth(item).locator('input').nth(1).check({ force: true })
  await expect(gad.getByText(words.t('psychology.form.noTotal', { items: '7' }))).toBeVisible()
  await expect(gad.getByRole('button', { name: words.t('psychology.form.keep') })).toBeDisabled()
  await expectAccessible(page)
  await picture(page, words, 'psychology')
}

async function seeClosedGates(page: Page, words: JourneyWords): Promise<void> {
  await tab(page, words, 'delivery')
  await expect(page.getByText(words.t('delivery.gate.safetyCard')).first()).toBeVisible()
  // E6.1, E6.3: nor without a signature, the offer of the call, and consent for the sponsor.
  for (const gate of ['signed', 'consultationOffered', 'consent']) await expect(page.getByText(words.t(`delivery.gate.${gate}`)).first()).toBeVisible()
  await expectAccessible(page)
}

async function settleAndSign(page: Page, words: JourneyWords): Promise<void> {
  await tab(page, words, 'psychology')
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: words.t(label) }).click()
    await page.getByRole('option', { name: words.t(option), exact: true }).click()
  }
  await choose('psychology.safety.level', 'psychology.safety.levels.passive')
  await page.getByLabel(words.t('psychology.safety.action')).fill('Called today, safety plan agreed')
  await page.getByLabel(words.t('psychology.safety.contact')).fill('Patient and wife')
  await page.getByLabel(words.t('psychology.safety.time')).fill('0:00')
  await page.getByRole('button', { name: words.t('psychology.safety.settle') }).click()
  await expect(page.getByRole('alert').filter({ hasText: words.t('psychology.safety.item9') })).toBeHidden()
  // E3.10: not assessed is an answer only with its reason.
  await choose('psychology.field.assessedHow', 'psychology.value.assessedHow.notAssessed')
  await expect(page.getByText(words.t('psychology.gap.notAssessedReason'))).toBeVisible()
  await choose('psychology.field.assessedHow', 'psychology.value.assessedHow.call')
  await scoreAndMedicines(page, words)
  await choose('psychology.field.informationPreference', 'psychology.value.informationPreference.full')
  await choose('psychology.field.decisionRole', 'psychology.value.decisionRole.shared')
  await page.getByLabel(words.t('psychology.field.mayBeTold')).fill('His wife')
  const recommend = async (text: string) => {
    await page.getByLabel(words.t('psychology.recommend.text'), { exact: true }).fill(text)
    await page.getByRole('button', { name: words.t('psychology.recommend.add') }).click()
    await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible()
  }
  await recommend(WORDS_EN)
  await choose('psychology.recommend.for', 'psychology.audience.clinicians')
  await recommend(WORDS_FOR_DOCTORS)
  const sign = form(page, words.t('psychology.sign.title'))
  await sign.getByLabel(words.t('signOff.passphrase')).fill(BENCH_PASSPHRASE)
  await sign.getByRole('button', { name: words.t('psychology.sign.do') }).click()
  await expect(page.getByText(words.like('psychology.sign.signed'))).toBeVisible()
  const printed = page.waitForEvent('download')
  await page.getByRole('button', { name: words.t('psychology.sign.print', { language: words.t(`language.${words.language}`) }) }).click()
  expect((await printed).suggestedFilename()).toMatch(/-psychology-(?:en|es)\.pdf$/u)
}

/** E3.5 to E3.7. */
async function scoreAndMedicines(page: Page, words: JourneyWords): Promise<void> {
  const score = form(page, words.t('psychology.score.title'))
  await expect(score.getByText(words.like('psychology.score.licence'))).toBeVisible()
  await score.getByLabel(words.t('psychology.score.value', { max: 10 })).fill('5')
  await score.getByRole('button', { name: words.t('psychology.form.keep') }).click()
  const distress = page.getByRole('region', { name: words.t('psychology.chart.title') })
  for (const row of ['PHQ-9 9 / 27', 'DT 5 / 10']) await expect(distress.getByRole('row').filter({ hasText: row })).toBeVisible()
  const medicines = page.getByRole('region', { name: words.t('psychology.medicines.title') })
  await medicines.getByLabel(words.t('psychology.field.medicines')).fill('Tamoxifen 20 mg\nParoxetine 20 mg')
  await medicines.getByLabel(words.t('psychology.field.medicines')).blur()
  await expect(page.getByText(words.t('psychology.gap.prompts'))).toBeVisible()
  await medicines.getByRole('button', { name: words.t('psychology.medicines.taskToPhysician') }).click()
  await expect(medicines.getByText(words.like('psychology.medicines.answered.taskToPhysician'))).toBeVisible()
}

/** The line leads to the category; with its edition back, the line is gone. */
async function mendEdition(page: Page, words: JourneyWords): Promise<void> {
  const report = new ReportPage(page, words)
  const fault = page.getByRole('complementary', { name: words.t('signOff.checked') }).getByRole('button', { name: words.like('obstacle.tnmFormat.title') })
  await tab(page, words, 'report')
  await report.goTo('stage')
  await report.set('stage', 'stagingSystem', '897275008')
  await tab(page, words, 'signOff')
  await fault.first().click()
  await expect(report.field('stage', 'nodes')).toBeFocused()
  await report.set('stage', 'stagingSystem', '1269566009')
  await tab(page, words, 'signOff')
  await new SignOffPage(page, words).hash()
  await expect(fault).toHaveCount(0)
}

async function orderSignatures(page: Page, words: JourneyWords): Promise<void> {
  await tab(page, words, 'signOff')
  const signOff = new SignOffPage(page, words)
  await signOff.hash()
  const order = page.getByRole('region', { name: words.t('signOff.order.title') })
  const setOrder = async (open: string, change: () => Promise<void>) => {
    await order.getByRole('button', { name: words.t(open) }).click()
    await change()
    await order.getByRole('button', { name: words.t('signOff.order.save') }).click()
    await expect(order.getByRole('button', { name: words.t('signOff.order.save') })).toHaveCount(0)
  }
  const add = async (name: string) => {
    await order.getByRole('combobox', { name: words.t('signOff.order.add') }).click()
    await page.getByRole('option', { name: new RegExp(name) }).click()
  }
  await setOrder('signOff.order.set', async () => {
    await add('Okafor')
    await add('Fuentes')
    await expectAccessible(page)
  })
  const steps = order.getByRole('listitem')
  await expect(steps.first()).toContainText(words.t('signOff.order.due'))
  await expect(steps.last()).toContainText(words.t('signOff.order.waiting'))
  await signOff.attest()
  await signOff.act().getByRole('textbox', { name: words.t('signOff.passphrase') }).fill(BENCH_PASSPHRASE)
  await signOff.act().getByRole('button', { name: words.t('signOff.order.coSign', { number: 1, place: 1, of: 2 }) }).click()
  await expect(steps.first().getByRole('img', { name: words.t('signOff.signed') })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(words.t('obstacle.signatureNotDue.title'))).toBeVisible()
  await picture(page, words, 'sign-order')
  await expectAccessible(page)
  await setOrder('signOff.order.change', () => order.getByRole('button', { name: words.t('signOff.order.remove', { name: COLLEAGUE.name }) }).click())
  await expect(order.getByText(words.t('signOff.order.stale'))).toBeVisible()
}

async function signReport(page: Page, words: JourneyWords): Promise<void> {
  await tab(page, words, 'signOff')
  const signOff = new SignOffPage(page, words)
  const own = await signOff.hash()
  // E5.6: the pages in the other language are other bytes; notice and title stand in both.
  const pages = page.getByRole('main').getByRole('document')
  const notices = { en: 'Not a medical report', es: 'No es un informe médico' }
  const choice = page.getByRole('radiogroup', { name: words.t('signOff.language') })
  const written = (await choice.getByRole('radio', { name: words.t('language.es') }).isChecked()) ? 'es' : 'en'
  for (const language of [written === 'en' ? 'es' : 'en', written] as const) {
    await choice.getByText(words.t(`language.${language}`)).click()
    await expect(pages).toContainText(notices[language], { timeout: 30_000 })
  }
  await expect.poll(() => signOff.hash()).toBe(own)
  await signOff.attest()
  await signOff.sign(1, BENCH_PASSPHRASE)
  await expect(signOff.act().getByText(words.t('signOff.state.final'), { exact: true })).toBeVisible({ timeout: 60_000 })
}

/** @returns the unpacked package */
async function release(page: Page, words: JourneyWords): Promise<string> {
  await tab(page, words, 'delivery')
  await page.getByRole('button', { name: words.t('delivery.call.offer') }).click()
  const patient = page.getByRole('article').filter({ hasText: words.t('delivery.holds.patient') })
  await patient.getByRole('button', { name: words.t('delivery.release') }).click()
  const save = patient.getByRole('link')
  await expect(save).toBeVisible({ timeout: 60_000 })
  const started = page.waitForEvent('download')
  await save.click()
  const files = await unpackZip(readFileSync(await (await started).path()))
  const folder = mkdtempSync(join(tmpdir(), 'consilium-package-'))
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  await picture(page, words, 'delivery')
  return folder
}

async function openPackage(page: Page, words: JourneyWords, folder: string): Promise<void> {
  // E6.2, and every link of every page leads to something that is there.
  for (const name of ['report.pdf', 'report.html', 'sources.html', 'verify.html', 'in-plain-words-en.html', 'in-plain-words-es.html']) expect(existsSync(join(folder, name)), name).toBe(true)
  const context = await page.context().browser()!.newContext({ offline: true, viewport: { width: 1000, height: 1100 } })
  const plain = await context.newPage()
  const broken: string[] = []
  plain.on('console', (message) => message.type() === 'error' && broken.push(message.text()))
  plain.on('pageerror', (error) => broken.push(error.message))
  const language = /lang="(..)"/.exec(readFileSync(join(folder, 'index.html'), 'utf8'))?.[1]
  const theirs = (await import('../../src/main/core/delivery/packageWords.ts')).PACKAGE_WORDS[language === 'es' ? 'es' : 'en']
  await plain.goto(`file://${folder}/index.html`)
  await expect(plain.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(plain.locator('img')).toHaveCount(0)
  // E6.5: a short answer to each question and how sure it is, what differs, what comes next.
  const answers = plain.getByRole('table').first().getByRole('row')
  await expect(answers).toHaveCount(12)
  for (const row of (await answers.all()).slice(1)) for (const cell of [2, 3]) await expect(row.getByRole('cell').nth(cell - 1)).toHaveText(/\S/u)
  await expect(plain.getByRole('heading', { name: theirs.changed })).toBeVisible()
  await expect(plain.getByRole('heading', { name: theirs.questionsForDoctor })).toBeVisible()
  await picture(plain, words, 'package-start')
  await plain.keyboard.press('Tab')
  await expect(plain.getByRole('link', { name: theirs.skip })).toBeFocused()
  // E6.4: every link of the first page is reached by key.
  const links = await plain.locator('a[href]').count()
  for (let at = 2; at <= links; at++) {
    await plain.keyboard.press('Tab')
    expect(await plain.evaluate(() => [...document.querySelectorAll('a[href]')].indexOf(document.activeElement ?? document.body) + 1)).toBe(at)
  }
  await plain.getByRole('link', { name: theirs.whole }).click()
  await expect(plain.locator('figure img').first()).toBeVisible()
  expect(await plain.locator('figure img').evaluateAll((images) => images.every((image) => (image as HTMLImageElement).naturalWidth > 0))).toBe(true)
  // E3.9: what is for the patient is in it, what is for the doctors alone is not.
  await expect(plain.getByText(WORDS_EN)).toHaveCount(1)
  await expect(plain.getByText(WORDS_FOR_DOCTORS)).toHaveCount(0)
  await plain.getByRole('link', { name: theirs.check }).click()
  await plain.locator('#folder').setInputFiles(folder)
  await expect(plain.getByRole('status')).toHaveText(theirs.verify.good)
  // The moment stands once, on the signatory's wall: a clock on UTC needs no distance from itself.
  await expect(plain.locator('#signatures')).toContainText(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/u)
  await expect(plain.locator('#signatures')).not.toContainText('UTC+00:00')
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.html'))) {
    await plain.goto(`file://${folder}/${name}`)
    const targets = await plain.locator('a[href], img[src], script[src]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''))
    for (const target of targets) {
      const [file = '', place] = target.split('#')
      expect(existsSync(join(folder, decodeURIComponent(file || name))), `${name}: ${target}`).toBe(true)
      if (place) expect(readFileSync(join(folder, file || name), 'utf8'), `${name}: ${target}`).toContain(`id="${place}"`)
    }
    expect((await new AxeBuilder({ page: plain }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()).violations.map(({ id, nodes }) => [name, id, nodes[0]?.target])).toEqual([])
  }
  await plain.goto(`file://${folder}/verify.html`)
  const page1 = readFileSync(join(folder, 'index.html'))
  page1[300] = (page1[300] ?? 0) ^ 1
  writeFileSync(join(folder, 'index.html'), page1)
  await plain.reload()
  await plain.locator('#folder').setInputFiles(folder)
  await expect(plain.getByRole('status')).toHaveText(theirs.verify.bad)
  expect(broken).toEqual([])
  await context.close()
}

async function followUp(page: Page, words: JourneyWords): Promise<void> {
  const region = (key: string) => page.getByRole('region', { name: words.t(key) })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: words.t(label) }).click()
    await page.getByRole('option', { name: words.t(option), exact: true }).click()
  }
  // E6.3: two ticks in a row; the second builds on the first, kept or not.
  const sponsor = page.getByRole('article').filter({ hasText: words.t('delivery.holds.sponsor') })
  const consents = ['release', 'images'].map((name) => sponsor.getByRole('checkbox', { name: words.t(`delivery.consent.${name}`) }))
  for (const consent of consents) await consent.click()
  await expect(sponsor.getByText(words.t('delivery.gate.consent'))).toHaveCount(0)
  const call = region('delivery.call.title')
  const zone = call.getByRole('combobox', { name: words.t('delivery.call.zone') })
  await zone.fill('America/Bogota')
  await page.getByRole('option', { name: 'America/Bogota' }).click()
  // The day before the month in both languages, and 24 hours.
  await call.getByLabel(words.t('delivery.call.day')).fill('2/12/2030')
  await call.getByLabel(words.t('delivery.call.local')).fill('16:30')
  await call.getByRole('button', { name: words.t('delivery.call.book') }).click()
  await expect(call.getByRole('definition').first()).toContainText('16:30')
  await expect(call.getByRole('definition').first()).toContainText(/2 (?:Dec|dic)/u)
  await choose('delivery.follow.was', 'delivery.follow.followed.partly')
  await choose('delivery.follow.result', 'delivery.follow.outcome.better')
  await page.getByRole('button', { name: words.t('delivery.follow.keep') }).click()
  await expect(region('delivery.follow.title').getByText(words.t('delivery.follow.followed.partly')).first()).toBeVisible()
  // E6.11, E6.12
  await expect(page.getByText(words.t('delivery.freeVisit'))).toBeVisible()
  const figures = region('delivery.statistics.title')
  await expect(figures.getByText(words.t('delivery.statistics.changed', { changed: 1, signed: 1, share: 100 }))).toBeVisible()
  await expect(figures).toContainText(`${words.t('delivery.follow.outcome.better')} 1`)
  const letter = page.waitForEvent('download')
  await page.getByRole('button', { name: words.t('delivery.letter', { language: words.t(`language.${words.language}`) }) }).click()
  expect((await letter).suggestedFilename()).toMatch(/-delivered-(?:en|es)\.pdf$/u)
  const doctor = page.getByRole('article').filter({ hasText: words.t('delivery.holds.treatingDoctor') })
  await doctor.getByRole('button', { name: words.t('delivery.extract.open') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').nth(1).check()
  await dialog.getByRole('checkbox').nth(2).check()
  await dialog.getByLabel(words.t('signOff.passphrase')).fill(BENCH_PASSPHRASE)
  await picture(page, words, 'extract')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: words.t('delivery.extract.sign', { count: 2 }) }).click()
  await expect(doctor.getByRole('list', { name: words.t('delivery.extract.made') }).getByRole('link')).toHaveCount(1, { timeout: 60_000 })
  for (const consent of consents) await expect(consent).toBeChecked()
  await picture(page, words, 'follow-up')
  await expectAccessible(page)
}

async function signAddendum(page: Page, words: JourneyWords): Promise<void> {
  const companion = page.getByRole('region', { name: words.t('delivery.companion.title') })
  await expect(companion.getByText(words.t('psychology.value.decisionRole.shared'))).toBeVisible()
  const first = companion.getByRole('listitem').first()
  await first.getByRole('checkbox').check()
  await first.getByLabel(words.t('delivery.companion.note')).fill('Se explicó la biopsia.')
  await first.getByLabel(words.t('delivery.companion.teachBack')).fill(TEACH_BACK)
  await first.getByLabel(words.t('delivery.companion.teachBack')).blur()
  await expect(companion.getByText(words.t('delivery.companion.done', { done: 1, of: 11 }))).toBeVisible()
  await picture(page, words, 'call-companion')
  await companion.getByRole('button', { name: words.t('delivery.companion.addendum') }).click()
  await expect(page.locator('.r-page').getByText(TEACH_BACK)).toBeVisible({ timeout: 20_000 })
  await tab(page, words, 'signOff')
  const signOff = new SignOffPage(page, words)
  await signOff.hash()
  await signOff.attest()
  await signOff.sign(2, BENCH_PASSPHRASE)
  await expect(signOff.act().getByText(words.t('signOff.state.final'), { exact: true })).toBeVisible({ timeout: 60_000 })
}

/** Without the pages of a PDF: its proof links stand in the line of the text, which axe cannot know of the links that the viewer lays over it. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.s-pages').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.target])).toEqual([])
}
