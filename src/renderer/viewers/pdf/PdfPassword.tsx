// A locked file asks for its password here, in place of its pages. The password is used once and kept nowhere.
import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import type { PdfController } from './pdfController.ts'

export function PdfPassword({ controller, wrong }: { controller: PdfController; wrong: boolean }) {
  const t = useT()
  const [password, setPassword] = useState('')
  return (
    <form
      className="pdf-password"
      onSubmit={(event) => {
        event.preventDefault()
        controller.givePassword(password)
      }}
    >
      <h2 className="t-heading">{t('documents.viewer.locked')}</h2>
      <p className="t-2">{t('documents.viewer.lockedWhy')}</p>
      <PasswordInput
        label={t('documents.viewer.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={wrong ? t('documents.viewer.passwordWrong') : null}
        autoComplete="off"
        data-autofocus
      />
      <div className="pdf-password-actions">
        <Button type="submit" variant="filled" disabled={password === ''}>
          {t('documents.viewer.openLocked')}
        </Button>
        <Button onClick={() => controller.givePassword(null)}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
