// A toolbar that never loses a tool: what does not fit moves into a menu at its end, in the same order, with the same names and keys.
import { Menu } from '@mantine/core'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Icon } from './Icon.ts'
import { MoreIcon } from './icons.ts'
import { Kbd } from './Kbd.tsx'
import { Toolbar } from './Toolbar.tsx'
import { ToolButton } from './ToolButton.tsx'

export interface StripTool {
  id: string
  label: string
  icon: Icon
  /** Key as people read it. */
  keys?: string
  pressed?: boolean
  disabled?: boolean
  reason?: string
  /** Visible beside the icon: a key letter or a value. */
  words?: ReactNode
  /** Begins a new group. */
  gapBefore?: boolean
  run(): void
}

interface ToolStripProps {
  label: string
  /** Name of the menu that holds what does not fit. */
  moreLabel: string
  tools: readonly StripTool[]
  /** Always visible, at the end. */
  children?: ReactNode
}

const GAP = 4
const ROOM_AROUND = 24
const MORE_WIDTH = 40
const UNKNOWN_WIDTH = 44

export function ToolStrip({ label, moreLabel, tools, children }: ToolStripProps) {
  const strip = useRef<HTMLDivElement>(null)
  const tail = useRef<HTMLSpanElement>(null)
  const widths = useRef(new Map<string, number>())
  const [fitting, setFitting] = useState(tools.length)

  const arrange = useCallback(() => {
    const bar = strip.current
    if (!bar) return
    for (const element of bar.querySelectorAll<HTMLElement>('[data-tool]')) widths.current.set(element.dataset.tool ?? '', element.offsetWidth + GAP)
    const room = bar.clientWidth - ROOM_AROUND - (tail.current?.offsetWidth ?? 0)
    const needs = tools.map(({ id }) => widths.current.get(id) ?? UNKNOWN_WIDTH)
    const total = needs.reduce((sum, width) => sum + width, 0)
    let left = total <= room ? room : room - MORE_WIDTH
    let count = 0
    while (count < needs.length && left >= (needs[count] as number)) left -= needs[count++] as number
    setFitting(count)
  }, [tools])

  useLayoutEffect(arrange)
  useEffect(() => {
    const bar = strip.current
    if (!bar) return
    const observer = new ResizeObserver(arrange)
    observer.observe(bar)
    return () => observer.disconnect()
  }, [arrange])

  const rest = tools.slice(fitting)
  return (
    <div ref={strip} className="c-strip">
      <Toolbar label={label}>
        {tools.slice(0, fitting).map(({ id, words, gapBefore, run, ...tool }, n) => (
          <span key={id} className="c-strip-tool" data-tool={id} data-gap={gapBefore && n > 0}>
            <ToolButton {...tool} onClick={run}>
              {words}
            </ToolButton>
          </span>
        ))}
        {rest.length > 0 && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <button type="button" className="c-tool" aria-label={moreLabel}>
                <MoreIcon size={18} aria-hidden />
              </button>
            </Menu.Target>
            <Menu.Dropdown mah="70vh" className="c-strip-menu">
              {rest.map(({ id, label: name, icon: Shape, keys, pressed, disabled, reason, run }) => (
                <Menu.Item
                  key={id}
                  leftSection={<Shape size={16} aria-hidden />}
                  rightSection={keys ? <Kbd keys={keys} /> : undefined}
                  disabled={disabled ?? false}
                  {...(pressed ? { 'data-pressed': true, 'aria-current': 'true' as const } : {})}
                  onClick={run}
                >
                  {disabled && reason ? `${name}: ${reason}` : name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <span className="c-spacer" />
        <span ref={tail} className="c-strip-tail">
          {children}
        </span>
      </Toolbar>
    </div>
  )
}
