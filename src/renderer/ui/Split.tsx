// Panels side by side, resized by drag or arrow keys. Sizes are given and handed back; the caller keeps them.
import { Fragment, type ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useT } from '../i18n/useT.ts'

export interface SplitPanel {
  id: string
  /** Name for the handle before the next panel. */
  label: string
  /** CSS lengths; a panel without `size` takes what is left. */
  size?: string
  min?: string
  max?: string
  content: ReactNode
}

interface SplitProps {
  id: string
  panels: readonly SplitPanel[]
  /** Remembered sizes in per cent; used only when they name exactly these panels. */
  sizes: Record<string, number> | undefined
  onSizes: (sizes: Record<string, number>) => void
  /** Panels come and go without the others being mounted again: for content that must keep its caret and scroll. */
  keepsContent?: boolean
}

export function Split({ id, panels, sizes, onSizes, keepsContent = false }: SplitProps) {
  const t = useT()
  const remembered = sizes && panels.every((panel) => sizes[panel.id] !== undefined) && Object.keys(sizes).length === panels.length ? sizes : undefined
  return (
    <Group id={id} key={keepsContent ? id : panels.map((panel) => panel.id).join()} className="c-split" orientation="horizontal" {...(remembered ? { defaultLayout: remembered } : {})} onLayoutChanged={(layout, meta) => meta.isUserInteraction && onSizes(layout)}>
      {panels.map((panel, i) => (
        <Fragment key={panel.id}>
          {i > 0 && <Separator className="c-handle" aria-label={t('common.resizePanel', { panel: (panel.size ? panel : panels[i - 1] ?? panel).label })} />}
          <Panel id={panel.id} className="c-pane" groupResizeBehavior={panel.size ? 'preserve-pixel-size' : 'preserve-relative-size'} {...(panel.size ? { defaultSize: panel.size } : {})} {...(panel.min ? { minSize: panel.min } : {})} {...(panel.max ? { maxSize: panel.max } : {})}>
            {panel.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  )
}
