// The sign-off as the signer uses it.
import { expect, type Page } from '@playwright/test'

const words = {
  en: { act: 'Act of signing', reviewed: 'I have personally reviewed the case and the images.', conflict: 'I have no conflict of interest with this case.', passphrase: 'Passphrase', sign: 'Sign version', verify: 'Verify the signature', download: 'Signed PDF' },
  es: { act: 'Acto de firmar', reviewed: 'He revisado personalmente el caso y las imágenes.', conflict: 'No tengo conflicto de interés con este caso.', passphrase: 'Frase de acceso', sign: 'Firmar versión', verify: 'Comprobar la firma', download: 'PDF firmado' },
} as const

export function signOffPage(page: Page, language: 'en' | 'es' = 'en') {
  const w = words[language]
  const act = page.getByRole('complementary', { name: w.act })
  const passphrase = act.getByLabel(w.passphrase, { exact: true })
  const sign = act.getByRole('button', { name: new RegExp(`^${w.sign} \\d+$`) })
  return {
    act,
    passphrase,
    sign,
    checks: page.locator('.s-checks'),
    obstacles: page.locator('.s-checks .c-obstacle'),
    changed: act.getByRole('alert'),
    /** The hash without its blanks; empty before the pages are made. */
    async hash(): Promise<string> {
      const code = act.locator('.s-hash code')
      return (await code.count()) > 0 ? (await code.innerText()).replace(/\s/g, '') : ''
    },
    async pagesShown(): Promise<void> {
      await expect(page.locator('.s-pages .textLayer span').first()).toBeVisible({ timeout: 20_000 })
    },
    async attest(): Promise<void> {
      await act.getByLabel(w.reviewed).check()
      await act.getByLabel(w.conflict).check()
    },
    async signWith(text: string): Promise<void> {
      await passphrase.fill(text)
      await sign.click()
    },
    /** Until the signature exists. */
    async signed(): Promise<void> {
      await expect(act.getByRole('button', { name: w.verify })).toBeVisible({ timeout: 20_000 })
    },
    async verify(): Promise<string[]> {
      await act.getByRole('button', { name: w.verify }).click()
      await expect(act.locator('.s-findings li').first()).toBeVisible()
      return act.locator('.s-findings li').allInnerTexts()
    },
    /** @returns path of the downloaded file */
    async download(): Promise<string> {
      const [file] = await Promise.all([page.waitForEvent('download'), act.getByRole('link', { name: w.download }).click()])
      return file.path()
    },
  }
}
