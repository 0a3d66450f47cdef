// The keys of the board, the same on the desk and on the shared screen: arrows and a clicker walk, figures jump, single letters do one thing each.
import { useMemo, useRef } from 'react'
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import { neighbour, STAGES, type Step, walked } from './stage.ts'
import type { Desk } from './steering.ts'

/** @param scope the shared screen has nothing but the board: its keys act everywhere there */
export function useBoardCommands(scope: Command['scope'], desk: Desk, shown: ShownCase | null, more: { end?: () => void } = {}): void {
  const { end } = more
  const latest = useRef({ desk, shown })
  latest.current = { desk, shown }
  const { leads } = desk
  const hasCase = shown !== null
  const onImages = desk.at.stage === 'images'
  const isElsewhere = desk.isAway || desk.followed !== null
  // Keys look up what stands when they are pressed: a view that moves 25 times a second does not register them anew.
  const commands = useMemo((): Command[] => {
    if (!hasCase) return []
    const now = () => latest.current.desk
    // Whoever presents walks on from what is led, also while the room stays where it was frozen.
    const from = () => (now().leads ? now().led : now().at)
    const command = (id: string, keys: string, run: () => void, enabled = true): Command => ({ id: `board.${id}`, keys, scope, run, enabled })
    // A key is no hand on the picture: on the room's frozen screen, too, it goes on with what is led.
    const toStage = (step: Step) => (now().leads ? now().steer : now().go)({ ...step, view: null })
    const walk = (by: 1 | -1) => {
      const content = latest.current.shown
      if (content) toStage(walked(content, from(), by))
    }
    const blank = () => now().steer({ blank: !now().led.blank })
    const freeze = () => {
      const { led, steer } = now()
      steer({ frozen: led.frozen ? null : { stage: led.stage, item: led.item, view: led.view } })
    }
    const pixels = () => {
      const { desk: { at, led, steer }, shown: content } = latest.current
      const anchor = content?.images[Math.min(at.item, content.images.length - 1)]?.anchor
      const key = anchor && seriesKey(anchor)
      if (key !== undefined) steer({ pixels: led.pixels.includes(key) ? led.pixels.filter((one) => one !== key) : [...led.pixels, key] })
    }
    return [
      command('next', 'ArrowRight', () => walk(1)),
      command('previous', 'ArrowLeft', () => walk(-1)),
      command('clickNext', 'PageDown', () => walk(1)),
      command('clickPrevious', 'PageUp', () => walk(-1)),
      command('nextStage', 'ArrowDown', () => toStage(neighbour(from(), 1))),
      command('previousStage', 'ArrowUp', () => toStage(neighbour(from(), -1))),
      ...STAGES.map((stage, i) => command(`stage.${stage}`, String(i + 1), () => toStage({ stage, item: 0 }))),
      command('vote', 'v', () => toStage({ stage: 'vote', item: 0 })),
      command('blank', 'b', blank, leads),
      command('clickBlank', '.', blank, leads),
      command('freeze', 'f', freeze, leads),
      command('names', 'm', () => now().steer({ names: !now().led.names }), leads),
      command('pixels', 'p', pixels, leads && onImages),
      command('follow', 'Enter', () => now().follow(null), isElsewhere),
      ...(end ? [command('end', 'Escape', end)] : []),
    ]
  }, [hasCase, scope, leads, onImages, isElsewhere, end])
  useRegister(commands)
}
