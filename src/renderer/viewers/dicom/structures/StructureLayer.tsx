// Outlines of structures over a picture, each in its own colour over a dark core, with its name where it is widest.
import { useMemo } from 'react'
import type { WorldMapping } from '../world.ts'
import { cutStructure, type MeasuredStructure } from './contourCuts.ts'

export interface ShownStructure {
  key: string
  structure: MeasuredStructure
  /** CSS colour. */
  colour: string
  FrameOfReferenceUID: string | null
}

export function StructureLayer({ shown, world }: { shown: readonly ShownStructure[]; world: WorldMapping }) {
  const cuts = useMemo(
    () =>
      shown
        // Another space of another scan: its coordinates mean nothing here (H7).
        .filter(({ FrameOfReferenceUID }) => FrameOfReferenceUID !== null && FrameOfReferenceUID === world.FrameOfReferenceUID)
        .map((one) => ({ ...one, cut: cutStructure(one.structure, world) }))
        .filter(({ cut }) => cut.outline !== '' || cut.stretches !== ''),
    [shown, world],
  )
  return (
    <g className="d-structures">
      {cuts.map(({ key, structure, colour, cut }) => (
        <g key={key} data-structure={structure.name}>
          <title>{structure.name}</title>
          {cut.outline && (
            <>
              <path className="d-core" d={cut.outline} />
              <path d={cut.outline} fill="none" stroke={colour} strokeWidth={1.6} />
            </>
          )}
          {cut.stretches && <path d={cut.stretches} fill="none" stroke={colour} strokeWidth={Math.max(1.5, cut.thicknessPx)} strokeOpacity={0.42} />}
        </g>
      ))}
    </g>
  )
}
