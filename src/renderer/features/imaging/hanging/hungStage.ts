// From a hanging protocol to what stands on the stage, and back. Pure.
import { hang, type HangingCell, type HangingProtocol } from '#shared/domain/hanging.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { CT_PRESETS, type Window } from '#shared/domain/windowing.ts'
import { byDate, entriesOf, isDisplayable } from '../panes.ts'
import type { PaneRequest, StageState } from '../stageState.ts'

/** null when the case holds nothing the protocol asks for. */
export function hungStage(protocol: HangingProtocol, studies: readonly ImagingStudy[]): StageState | null {
  const entries = entriesOf(byDate(studies)).filter(isDisplayable)
  const hung = hang(protocol, entries)
  const panes = hung.map((found, n): PaneRequest | null => {
    const entry = entries.find((one) => one.stack === found?.stack && one.series === found.series)
    return entry ? { entry, anchor: null, near: { depthMm: null, window: windowOf(protocol.cells[n]) } } : null
  })
  const active = panes.findLastIndex((pane) => pane !== null)
  return active < 0 ? null : { layout: { rows: protocol.rows, columns: protocol.columns }, panes, active: panes.findIndex((pane) => pane !== null), unknownTarget: false }
}

function windowOf(cell: HangingCell | undefined): Window | null {
  const preset = CT_PRESETS.find(({ id }) => id === cell?.preset)
  return preset ? { center: preset.center, width: preset.width, voiFunction: 'LINEAR' } : null
}

/** What stands on the stage as a protocol of the reader's own: dates by their order, series by their words. */
export function protocolOfStage({ layout, panes }: StageState, id: string, name: string): HangingProtocol {
  const standing = panes.flatMap((pane) => pane ?? [])
  const newest = standing.map(({ entry }) => entry.study.studyDate ?? '').sort().at(-1)
  const cells = panes.map((pane): HangingCell => {
    if (!pane) return { date: 'newest', Modality: null, orientation: null, words: [], Laterality: null, ViewPosition: null, preset: null }
    const { study, series, stack } = pane.entry
    const words = series.SeriesDescription.trim().slice(0, 60)
    const side = stack.Laterality === 'L' || stack.Laterality === 'R' ? stack.Laterality : null
    return {
      date: (study.studyDate ?? '') === newest ? 'newest' : 'before',
      Modality: series.Modality.slice(0, 16),
      orientation: stack.orientation,
      words: words && !stack.ViewPosition ? [words] : [],
      Laterality: side,
      ViewPosition: stack.ViewPosition?.slice(0, 16) ?? null,
      preset: null,
    }
  })
  const part = standing[0]?.entry.series.BodyPartExamined?.trim().slice(0, 40)
  return { id, name, Modality: (standing[0]?.entry.series.Modality ?? 'CT').slice(0, 16), bodyParts: part ? [part] : [], rows: layout.rows, columns: layout.columns, cells, linked: false }
}
