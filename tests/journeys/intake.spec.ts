// Walk-through E4 of the requirements, step by step, in both languages: from a written request to an open review, and the other way out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { violations } from '../support/journeyAxe.ts'
import { writeJourneyBundle } from '../support/journeyBundle.ts'
import { takePicture } from '../support/journeyPictures.ts'
import type { JourneyLanguage } from '../support/journeyWords.ts'
import { openSignedUp, PASSPHRASE } from '../support/journeyWorkstation.ts'
import { CasePage } from '../support/pages/casePage.ts'
import { IntakePage } from '../support/pages/intakePage.ts'
import { WorklistPage } from '../support/pages/worklistPage.ts'

/** The letters that the request for data asks for, about the patient of the bundle. */
function writeMissingLetters(): { folder: string; discard(): void } {
  const root = mkdtempSync(join(tmpdir(), 'consilium-letters-'))
  const folder = join(root, 'second-delivery')
  mkdirSync(folder)
  const who = 'Paciente: Ana Ruiz Mora\nFecha de nacimiento: 08/04/1963\n'
  writeFileSync(join(folder, 'analitica.txt'), `Analítica de sangre\n${who}Hemoglobina 12,1 g/dL`)
  writeFileSync(join(folder, 'cnoba.txt'), 'სამედიცინო ცნობა: პაციენტი გასინჯულია კარდიოლოგის მიერ, დიაგნოზი ჰიპერტენზია, მკურნალობა გრძელდება.')
  writeFileSync(join(folder, 'cnoba-en.txt'), `Translation of the certificate\nPatient: Ana Ruiz Mora\nDate of birth: 1963-04-08\nThe patient was seen by the cardiologist, the diagnosis is hypertension, and the treatment is to be continued.`)
  writeFileSync(join(folder, 'medicacion.txt'), `Lista de medicación\n${who}Enalapril 10 mg`)
  return { folder, discard: () => rmSync(root, { recursive: true, force: true }) }
}

async function bring(page: Page, list: WorklistPage, folder: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+o')
  await (await chooser).setFiles(folder)
  await list.waitForResult()
}

for (const language of ['en', 'es'] as const satisfies readonly JourneyLanguage[]) {
  test(`a case manager takes a case from its request to the review (${language})`, async ({ browser }) => {
    test.setTimeout(300_000)
    const bundle = await writeJourneyBundle({ language, trouble: true })
    const letters = writeMissingLetters()
    const workstation = await openSignedUp(browser, language)
    const { words } = workstation
    let page = workstation.page
    const shown = () => ({ list: new WorklistPage(page, words), open: new CasePage(page, words), intake: new IntakePage(page, words) })
    let { list, open, intake } = shown()
    /** WCAG 2.2 AA by machine, and a picture for people. */
    async function look(name: string): Promise<void> {
      expect.soft(await violations(page), name).toEqual([])
      await takePicture(page, `intake-${language}-${name}`)
    }
    try {
      await test.step('E4.1 and E4.2: a request under a policy; at 15 a guardian and consent, at 16 nobody else', async () => {
        await intake.startNewCase()
        await intake.choose('intake.newCase.programme', language === 'es' ? 'Segunda opinión de aseguradora' : 'Insurer’s second opinion')
        await intake.day('intake.requestedOn', '16/11/2026')
        await intake.step('patient')
        await intake.field('intake.newCase.family').fill('Ruiz Mora')
        await intake.field('intake.newCase.given').fill('Ana')
        await intake.day('intake.newCase.birth', '17/11/2010')
        await intake.step('requester')
        await expect(page.getByText(words.t('intake.requester.must', { rule: 'S1-14/1', age: 15, who: words.t('intake.signer.guardian') }))).toBeVisible()
        await expect(page.getByText(words.t('intake.newCase.field.requesterName'), { exact: false })).toBeVisible()
        await intake.step('patient')
        await intake.day('intake.newCase.birth', '16/11/2010')
        await intake.step('requester')
        await expect(page.getByText(words.t('intake.requester.must', { rule: 'S1-14/1', age: 16, who: words.t('intake.signer.self') }))).toBeVisible()
      })
      await test.step('the unfinished form is there after the power was cut', async () => {
        await intake.step('patient')
        await intake.day('intake.newCase.birth', '08/04/1963')
        await page.waitForTimeout(1200)
        await workstation.killAndReopen()
        page = workstation.page
        ;({ list, open, intake } = shown())
        await intake.step('patient')
        await expect(intake.field('intake.newCase.family')).toHaveValue('Ruiz Mora')
      })
      await test.step('E4.1: the day of the request against the policy; E4.6: motive and questions; E4.3: programme and illness', async () => {
        await intake.step('cover')
        await intake.day('intake.cover.from', '01/01/2026')
        await intake.day('intake.cover.until', '15/11/2026')
        await expect(page.getByText(words.t('intake.newCase.policy.no'))).toBeVisible()
        await intake.day('intake.cover.until', '31/12/2026')
        await expect(page.getByText(words.t('intake.newCase.policy.yes'))).toBeVisible()
        await intake.step('questions')
        await page.getByRole('checkbox', { name: words.t('motive.chooseOptions') }).check()
        await intake.field('intake.newCase.confidential').fill('Tiene miedo.')
        await intake.step('request')
        await intake.choose('intake.newCase.programme', language === 'es' ? 'Segunda opinión a distancia, oncología' : 'Remote second opinion, oncology')
        await intake.step('cover')
        await look('01-new-case')
        await intake.create().click()
        await intake.expectStage('intake')
        await expect(intake.part('intake.checklist')).toContainText(words.t('overview.complete', { percent: '0\u00a0%' }))
      })
      await test.step('E4.4: a foreign image in the bundle waits; released only with a reason and the passphrase', async () => {
        await bring(page, list, bundle.folder)
        await expect(list.items('quarantined')).toHaveCount(1)
        await list.openImportedCase()
        await page.getByRole('button', { name: words.t('overview.action.setAside') }).click()
        await page.getByRole('button', { name: words.t('quarantine.release') }).click()
        const dialog = page.getByRole('dialog', { name: words.t('quarantine.release') })
        await expect(dialog).toContainText('LOPEZ VEGA')
        const release = dialog.getByRole('button', { name: words.t('quarantine.release') })
        await expect(release).toBeDisabled()
        await dialog.getByRole('textbox', { name: words.t('quarantine.reason') }).fill('Comprobado por teléfono')
        await dialog.getByRole('textbox', { name: words.t('quarantine.ownPassphrase') }).fill(PASSPHRASE)
        await release.click()
        await expect(page.getByRole('region', { name: words.t('quarantine.trail') })).toContainText('LOPEZ VEGA')
        await look('02-quarantine')
        await page.getByRole('button', { name: words.t('quarantine.toCase') }).click()
      })
      await test.step('E4.7 and E4.8: what is missing blocks questions; it is asked for, the clock stands, letters in both languages', async () => {
        await open.go('intake')
        const checklist = intake.part('intake.checklist')
        await expect(checklist).toContainText(words.t('overview.blocksQuestions', { count: 2, questions: '3, 7' }))
        for (const item of language === 'es' ? ['Resultados de laboratorio', 'Medicación y plan de tratamiento actual'] : ['Laboratory results', 'Medicines and current treatment plan']) await checklist.getByRole('checkbox', { name: item }).check()
        await checklist.getByRole('button', { name: words.t('intake.request.send') }).click()
        await intake.expectStage('needsData')
        await expect(intake.part('intake.clock.title')).toContainText(words.t('intake.clock.reason.waitingForData'))
        const requests = intake.part('intake.request.list')
        for (const to of ['en', 'es'] as const) {
          const download = page.waitForEvent('download')
          await requests.getByRole('button', { name: words.t('intake.request.letter', { language: words.t(`language.${to}`) }) }).click()
          expect((await download).suggestedFilename()).toBe(`CN-2026-0001-dataRequest-${to}.pdf`)
        }
        await look('03-request')
      })
      await test.step('E4.9: a reminder; what arrives closes the request', async () => {
        const requests = intake.part('intake.request.list')
        await requests.getByRole('button', { name: words.t('intake.request.remind') }).click()
        await expect(requests).toContainText(words.t('intake.request.reminded', { count: 1, date: '' }).trim().split(',')[0] ?? '')
        await bring(page, list, letters.folder)
        await list.openImportedCase()
        await open.go('intake')
        await expect(requests).toContainText(words.t('intake.request.closed.received', { date: '' }).trim())
        await intake.expectStage('preliminaryStudy')
      })
      await test.step('E4.5: a letter in Georgian asks for its translation until it is paired; pages of a letter are put together anew, turned', async () => {
        const desk = intake.part('intake.documents.title')
        const row = (name: string) => desk.locator('.intake-request').filter({ hasText: name })
        await expect(row('cnoba.txt')).toContainText(words.t('intake.documents.needsTranslation'))
        await row('cnoba-en.txt').getByRole('button', { name: words.t('intake.documents.correct') }).click()
        await intake.choose('intake.documents.translationOf', 'cnoba.txt')
        await expect(row('cnoba.txt')).not.toContainText(words.t('intake.documents.needsTranslation'))
        await row('cnoba-en.txt').getByRole('button', { name: words.t('intake.documents.correct') }).click()
        await desk.getByRole('button', { name: words.t('intake.pages.open') }).click()
        await desk.getByRole('button', { name: words.t('intake.pages.add'), exact: true }).click()
        const first = desk.getByRole('list', { name: words.t('intake.pages.list') }).getByRole('listitem').first()
        await expect(first.locator('img')).toBeVisible()
        await first.getByRole('button').nth(1).click()
        await expect(first).toContainText(words.t('intake.pages.turned', { degrees: 90 }))
        await desk.getByRole('textbox', { name: words.t('intake.pages.name') }).fill('Ordenado')
        await look('03-documents')
        await desk.getByRole('button', { name: new RegExp(words.t('intake.pages.make', { count: 1 }).split('1')[0] ?? '') }).click()
        await expect(row('Ordenado.pdf')).toContainText(words.t('intake.pages.madeOf', { names: '' }).trim())
      })
      await test.step('E4.10: payment alone or material alone keeps the gate closed; both open it', async () => {
        await intake.condition('paid', 'unknown')
        await expect(intake.decision('acceptForReview')).toBeDisabled()
        const about = intake.part('intake.about')
        await intake.choose('intake.paymentTitle', words.t('intake.payment.paid'))
        await about.getByRole('button', { name: words.t('intake.save') }).click()
        await intake.condition('paid', 'yes')
        await intake.condition('complete', 'no')
        await expect(intake.decision('acceptForReview')).toBeDisabled()
        const consent = join(letters.folder, '..', 'consent')
        mkdirSync(consent)
        writeFileSync(join(consent, 'consentimiento.txt'), 'Consentimiento informado\nPaciente: Ana Ruiz Mora\nFecha de nacimiento: 08/04/1963\n')
        writeFileSync(join(consent, 'solicitud.txt'), 'Solicitud de segunda opinión\nPaciente: Ana Ruiz Mora\nFecha de nacimiento: 08/04/1963\n')
        await bring(page, list, consent)
        await list.openImportedCase()
        await open.go('intake')
        await expect(intake.part('intake.gate')).toContainText(words.t('intake.gateOpen'))
        await intake.decision('acceptForReview').click()
        await intake.expectStage('review')
        await look('04-review')
      })
      await test.step('E4.12: a block on its way', async () => {
        const specimens = intake.part('intake.specimens.title')
        await specimens.getByRole('textbox', { name: words.t('intake.specimens.label') }).fill('B26-4471')
        await specimens.getByRole('button', { name: words.t('intake.specimens.add') }).click()
        for (const state of ['shipped', 'received'] as const) await specimens.getByRole('button', { name: words.t('intake.specimens.move', { state: words.t(`intake.specimenState.${state}`) }) }).click()
        await expect(specimens.getByRole('button', { name: words.t('intake.specimens.move', { state: words.t('intake.specimenState.returned') }) })).toBeVisible()
      })
      await test.step('E4.13: not assessable: reason, refund, closing letter, read only', async () => {
        await intake.decision('declareNotAssessable').click()
        await intake.part('intake.steps').getByRole('textbox').fill('No queda tejido que revisar.')
        await intake.part('intake.steps').getByRole('button', { name: words.t('intake.decision.declareNotAssessable') }).last().click()
        await intake.expectStage('notAssessable')
        await expect(page.getByText(words.t('intake.closing.refund.full'))).toBeVisible()
        await expect(intake.part('intake.about').getByRole('button', { name: words.t('intake.save') })).toHaveCount(0)
        const download = page.waitForEvent('download')
        await page.getByRole('button', { name: words.t('intake.closing.letter', { language: words.t('language.es') }) }).click()
        expect((await download).suggestedFilename()).toBe('CN-2026-0001-closing-es.pdf')
      })
      await test.step('E4.14: the list says stage and age; the closed case is under "closed"', async () => {
        await list.go()
        await page.getByRole('navigation', { name: words.t('worklist.filters') }).getByRole('button', { name: words.t('worklist.filter.closed') }).click()
        await expect(list.cases()).toHaveCount(1)
        await expect(list.cases().first()).toContainText(words.t('stage.notAssessable'))
        await look('05-list')
      })
      await test.step('E4.4 and E4.14: the case is handed on as one sealed file and comes in as it was sealed; a foreign image is set aside there too', async () => {
        await list.cases().first().dblclick()
        await open.go('intake')
        const download = page.waitForEvent('download')
        await intake.part('intake.handOn.title').getByRole('button', { name: words.t('intake.handOn.make') }).click()
        const sealed = join(letters.folder, '..', 'case.consilium')
        await (await download).saveAs(sealed)
        expect((await download).suggestedFilename()).toBe('CN-2026-0001.consilium')
        await look('06-hand-on')
        await list.go()
        await list.open('zip', sealed)
        await page.getByRole('button', { name: words.t('import.same.separate') }).click()
        await list.waitForResult()
        await expect(page.getByText(words.t('import.statement.whole'))).toBeVisible()
        await expect(list.items('quarantined')).toHaveCount(1)
        await look('07-sealed-bundle')
      })
    } finally {
      await workstation.discard()
      letters.discard()
      bundle.discard()
    }
  })
}
