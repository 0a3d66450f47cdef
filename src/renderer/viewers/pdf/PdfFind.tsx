// Find in the open file: accents folded, hits counted, Enter and Shift+Enter walk them.
import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, NextIcon, PreviousIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import type { PdfController } from './pdfController.ts'
import { usePdfState } from './usePdf.ts'

interface PdfFindProps {
  controller: PdfController
  hasText: boolean
  onClose(): void
}

export function PdfFind({ controller, hasText, onClose }: PdfFindProps) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  const find = usePdfState(controller, (state) => state.find)
  useEffect(() => input.current?.select(), [])
  useEffect(() => () => controller.closeFind(), [controller])
  const count =
    find.state === 'notFound'
      ? t('documents.viewer.noHits')
      : find.total > 0
        ? t('documents.viewer.hits', { current: find.current, total: find.total })
        : find.state === 'pending'
          ? t('documents.viewer.searching')
          : ''
  return (
    <search className="pdf-find">
      <input
        ref={input}
        className="pdf-find-input"
        aria-label={t('documents.viewer.find')}
        placeholder={hasText ? t('documents.viewer.find') : t('documents.viewer.noTextFind')}
        disabled={!hasText}
        defaultValue={find.query}
        onChange={(event) => controller.find(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') controller.findAgain(event.shiftKey)
          if (event.key === 'Escape') onClose()
        }}
      />
      <output className="t-small t-2 t-number pdf-find-count">{count}</output>
      <ToolButton label={t('documents.viewer.previousHit')} keys="Shift+Enter" icon={PreviousIcon} disabled={find.total === 0} onClick={() => controller.findAgain(true)} />
      <ToolButton label={t('documents.viewer.nextHit')} keys="Enter" icon={NextIcon} disabled={find.total === 0} onClick={() => controller.findAgain(false)} />
      <ToolButton label={t('documents.viewer.closeFind')} keys="Esc" icon={CloseIcon} onClick={onClose} />
    </search>
  )
}
