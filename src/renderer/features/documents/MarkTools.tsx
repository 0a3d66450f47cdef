// The tools that mark: the highlighter by itself, all others in one menu, so that the document keeps the room.
import { Menu } from '@mantine/core'
import { MARK_STAMPS } from '#shared/domain/annotation.ts'
import { useT } from '../../i18n/useT.ts'
import type { Icon } from '../../ui/Icon.ts'
import { AreaIcon, HighlightIcon, InkIcon, RemarkIcon, StampIcon, UnderlineIcon, UnfoldIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { gestureOf, isSameLook, type MarkLook } from './marking.ts'

interface MarkToolsProps {
  look: MarkLook | null
  /** What this document can take: a text without pages has words only. */
  drawn: boolean
  words: boolean
  onLook(look: MarkLook): void
}

const icons: Readonly<Record<MarkLook['shape'], Icon>> = { highlight: HighlightIcon, underline: UnderlineIcon, area: AreaIcon, note: RemarkIcon, ink: InkIcon, stamp: StampIcon }

export function MarkTools({ look, drawn, words, onLook }: MarkToolsProps) {
  const t = useT()
  const looks: MarkLook[] = [
    ...(words ? ([{ shape: 'underline' }] as const) : []),
    ...(drawn ? ([{ shape: 'area' }] as const) : []),
    { shape: 'note' },
    ...(drawn ? ([{ shape: 'ink' }] as const) : []),
    ...MARK_STAMPS.map((stamp) => ({ shape: 'stamp', stamp }) as const),
  ]
  const chosen = look && look.shape !== 'highlight' ? look : null
  const Chosen = chosen ? icons[chosen.shape] : UnfoldIcon
  return (
    <>
      {words && <ToolButton label={t('documents.tool.highlight')} keys="H" icon={HighlightIcon} pressed={look?.shape === 'highlight'} onClick={() => onLook({ shape: 'highlight' })} />}
      <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button" className="c-tool" aria-label={chosen ? t('documents.tool.chosen', { tool: t(`documents.tool.${chosen.stamp ?? chosen.shape}`) }) : t('documents.tool.more')} data-pressed={chosen ? true : undefined}>
            <Chosen size={chosen ? 18 : 16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {looks.map((one) => {
            const Shape = icons[one.shape]
            return (
              <Menu.Item key={one.stamp ?? one.shape} leftSection={<Shape size={16} aria-hidden />} aria-current={isSameLook(look, one) || undefined} onClick={() => onLook(one)}>
                {one.stamp ? t('documents.tool.stampOf', { words: t(`documents.tool.${one.stamp}`) }) : t(`documents.tool.${one.shape}`)}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      {look && gestureOf(look) === 'point' && drawn && (
        <output className="t-small t-2 d-toolhint">{t('documents.tool.pointHint')}</output>
      )}
    </>
  )
}
