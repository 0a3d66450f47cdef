// What a reader must know of the open file: no text to find in, or an address it points to and that is not opened.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import type { PdfController } from './pdfController.ts'
import { usePdfState } from './usePdf.ts'

export function PdfNotices({ controller, hasText, notice }: { controller: PdfController; hasText: boolean; notice?: ReactNode }) {
  const t = useT()
  const link = usePdfState(controller, (state) => state.outsideLink)
  return (
    <>
      {!hasText && (notice ?? <Banner>{t('documents.viewer.noText')}</Banner>)}
      {link && (
        <Banner status="locked">
          <span className="pdf-link-notice">
            {link.host ? t('documents.viewer.outsideLink', { host: link.host }) : t('documents.viewer.outsideAction')}
          </span>
          <CopyButton text={link.address} label={t('documents.viewer.copyAddress')} withWords />
          <ToolButton label={t('common.close')} icon={CloseIcon} onClick={controller.closeLink} />
        </Banner>
      )}
    </>
  )
}
