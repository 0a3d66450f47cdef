// The keys of the board, the same on the desk and on the shared screen: arrows and a clicker walk, figures jump, single letters do one thing each.
import { useMemo } from 'react'
import type { ShownCase } from '#shared/contract/workstation/board.contract.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import { neighbour, STAGES, walked } from './stage.ts'
import type { Desk } from './steering.ts'

/** @param scope the shared screen has nothing but the board: its keys act everywhere there */
export function useBoardCommands(scope: Command['scope'], desk: Desk, shown: ShownCase | null, more: { end?: () => void } = {}): void {
  const { end } = more
  const commands = useMemo((): Command[] => {
    if (!shown) return []
    const { at, led, leads, go, steer, follow } = desk
    const command = (id: string, keys: string, run: () => void, enabled = true): Command => ({ id: `board.${id}`, keys, scope, run, enabled })
    const image = shown.images[Math.min(at.item, shown.images.length - 1)]
    const walk = (by: 1 | -1) => go({ ...walked(shown, at, by), view: null })
    const freeze = () => steer({ frozen: led.frozen ? null : { stage: led.stage, item: led.item, view: led.view } })
    return [
      command('next', 'ArrowRight', () => walk(1)),
      command('previous', 'ArrowLeft', () => walk(-1)),
      command('clickNext', 'PageDown', () => walk(1)),
      command('clickPrevious', 'PageUp', () => walk(-1)),
      command('nextStage', 'ArrowDown', () => go({ ...neighbour(at, 1), view: null })),
      command('previousStage', 'ArrowUp', () => go({ ...neighbour(at, -1), view: null })),
      ...STAGES.map((stage, i) => command(`stage.${stage}`, String(i + 1), () => go({ stage, item: 0, view: null }))),
      command('vote', 'v', () => go({ stage: 'vote', item: 0, view: null })),
      command('blank', 'b', () => steer({ blank: !led.blank }), leads),
      command('clickBlank', '.', () => steer({ blank: !led.blank }), leads),
      command('freeze', 'f', freeze, leads),
      command('names', 'm', () => steer({ names: !led.names }), leads),
      command('pixels', 'p', () => image && steer({ pixels: led.pixels.includes(image.anchor.SeriesInstanceUID) ? led.pixels.filter((uid) => uid !== image.anchor.SeriesInstanceUID) : [...led.pixels, image.anchor.SeriesInstanceUID] }), leads && at.stage === 'images'),
      command('follow', 'Enter', () => follow(null), desk.isAway || desk.followed !== null),
      ...(end ? [command('end', 'Escape', end)] : []),
    ]
  }, [desk, shown, scope, end])
  useRegister(commands)
}
