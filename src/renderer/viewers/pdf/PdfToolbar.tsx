// Moving in a file: panel of pages, page number, zoom, rotation, find. What a feature adds stands at its ends.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { FindIcon, OutlineIcon, PairsIcon, RotateIcon, ZoomInIcon, ZoomOutIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import type { PdfController } from './pdfController.ts'
import { usePdfState } from './usePdf.ts'

const factors = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4]

function PageField({ controller }: { controller: PdfController }) {
  const t = useT()
  const page = usePdfState(controller, (state) => state.page)
  const pages = usePdfState(controller, (state) => state.pages)
  const [typed, setTyped] = useState<string | null>(null)
  const go = () => {
    const number = Number(typed)
    if (typed !== null && Number.isInteger(number) && number > 0) controller.goToPage(number)
    setTyped(null)
  }
  return (
    <span className="pdf-page-field t-number t-2">
      <input
        className="pdf-page-input"
        inputMode="numeric"
        aria-label={t('documents.viewer.pageOf', { page, pages })}
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      <span aria-hidden="true">/ {pages}</span>
    </span>
  )
}

function ZoomMenu({ controller }: { controller: PdfController }) {
  const t = useT()
  const format = useFormat()
  const scale = usePdfState(controller, (state) => state.scale)
  const mode = usePdfState(controller, (state) => state.zoomMode)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className="c-tool t-number" aria-label={t('documents.viewer.zoomNow', { percent: format.percent(scale * 100) })}>
          {format.percent(scale * 100)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item aria-current={mode === 'page-width' || undefined} onClick={() => controller.zoomTo('page-width')}>
          {t('documents.viewer.fitWidth')}
        </Menu.Item>
        <Menu.Item aria-current={mode === 'page-fit' || undefined} onClick={() => controller.zoomTo('page-fit')}>
          {t('documents.viewer.fitPage')}
        </Menu.Item>
        <Menu.Divider />
        {factors.map((factor) => (
          <Menu.Item key={factor} onClick={() => controller.zoomTo(factor)}>
            {format.percent(factor * 100)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface PdfToolbarProps {
  controller: PdfController
  panelOpen: boolean
  onPanel(): void
  findOpen: boolean
  onFind(): void
  compact: boolean
}

export function PdfToolbar({ controller, panelOpen, onPanel, findOpen, onFind, compact }: PdfToolbarProps) {
  const t = useT()
  const pairs = usePdfState(controller, (state) => state.pairs)
  const pages = usePdfState(controller, (state) => state.pages)
  return (
    <>
      {!compact && <ToolButton label={t('documents.viewer.panel')} keys="O" icon={OutlineIcon} pressed={panelOpen} onClick={onPanel} />}
      <ToolButton label={t('documents.viewer.find')} keys="Ctrl+F" icon={FindIcon} pressed={findOpen} onClick={onFind} />
      {!compact && pages > 1 && <ToolButton label={t('documents.viewer.pairs')} icon={PairsIcon} pressed={pairs} onClick={() => controller.showPairs(!pairs)} />}
      {!compact && <ToolButton label={t('documents.viewer.rotate')} icon={RotateIcon} onClick={controller.rotate} />}
      <PageField controller={controller} />
      <ToolButton label={t('documents.viewer.zoomOut')} keys="-" icon={ZoomOutIcon} onClick={() => controller.zoomBy(-1)} />
      <ZoomMenu controller={controller} />
      <ToolButton label={t('documents.viewer.zoomIn')} keys="+" icon={ZoomInIcon} onClick={() => controller.zoomBy(1)} />
    </>
  )
}
