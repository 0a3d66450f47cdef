// Left of the pages: the pages small, or the file's outline.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import type { PdfController } from './pdfController.ts'
import { PdfOutline } from './PdfOutline.tsx'
import { PdfThumbnails } from './PdfThumbnails.tsx'
import { usePdfState } from './usePdf.ts'

export function PdfSidePanel({ controller }: { controller: PdfController }) {
  const t = useT()
  const hasOutline = usePdfState(controller, (state) => (state.outline?.length ?? 0) > 0)
  const [shown, setShown] = useState<'pages' | 'outline'>(hasOutline ? 'outline' : 'pages')
  return (
    <div className="pdf-side" data-shown={shown}>
      <SegmentedControl
        size="xs"
        className="pdf-side-choice"
        aria-label={t('documents.viewer.panel')}
        value={shown}
        onChange={(value) => setShown(value === 'outline' ? 'outline' : 'pages')}
        data={[
          { value: 'pages', label: t('documents.viewer.pages') },
          { value: 'outline', label: t('documents.viewer.outline') },
        ]}
      />
      {shown === 'pages' ? <PdfThumbnails controller={controller} /> : <PdfOutline controller={controller} />}
    </div>
  )
}
