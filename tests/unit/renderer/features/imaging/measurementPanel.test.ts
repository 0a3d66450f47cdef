// The list of measurements as it is drawn: its head counts what is not seen or cannot be moved, on planes too, and only a page of it stands there.
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { newMeasurement } from '../../../../../src/renderer/features/imaging/marks.ts'
import { MeasurementPanel } from '../../../../../src/renderer/features/imaging/MeasurementPanel.tsx'
import { startTexts } from '../../../../../src/renderer/i18n/useT.ts'
import type { Measurement } from '../../../../../src/shared/domain/annotation.ts'
import { AnnotationId, newUuid, UserId } from '../../../../../src/shared/kit/ids.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'

const instance = generatedInstance(3, { study: 1 })
const made = (n: number): Measurement =>
  newMeasurement(
    { frame: { instance, frame: 1, url: '' }, type: 'length', pixels: [[100, 100], [150, 100]], patient: null, values: ['38.4'], spacingSource: 'pixelSpacing', statistics: null, view: null },
    { StudyInstanceUID: '1', SeriesInstanceUID: '2' },
    { id: AnnotationId.parse(newUuid(n)), author: UserId.parse(newUuid(2)), authorName: 'X', createdAt: '', changedAt: '2026-11-22T10:00:00Z' },
    `M${n}`,
  )
const plane = { normal: [0, 1, 0] as [number, number, number] }
const marks = [made(1), { ...made(2), hidden: true }, { ...made(3), plane, hidden: true, locked: true }, { ...made(4), plane, locked: true }, ...Array.from({ length: 110 }, (_, n) => made(n + 5))]
const nothing = () => undefined
const verbs = { calibrate: nothing, takeOver: nothing, onContinue: nothing, onShow: nothing, onRename: nothing, onSet: nothing, onUse: nothing, onCopy: nothing, onRemove: nothing }

for (const [language, head, page] of [['en', 'Measurements 114 · 2 hidden · 2 locked', '1–50'], ['es', 'Medidas 114 · 2 ocultas · 2 bloqueadas', '1–50']] as const) {
  test(`${language}: hidden and locked marks are counted in the head, those on planes with them`, async () => {
    await startTexts(language)
    const panel = createElement(MeasurementPanel, { caseId: 'x', studies: [], marks, placeOf: () => 'x', toneOf: () => null, selectedId: null, readOnly: true, ready: true, unreadable: 0, ...verbs })
    const words = renderToStaticMarkup(createElement(MantineProvider, null, createElement(QueryClientProvider, { client: new QueryClient() }, panel))).replace(/<style.*?<\/style>|<[^>]+>/gsu, ' ').replace(/\s+/gu, ' ')
    expect(words).toContain(head)
    expect(words).toContain(page)
    expect(words).toContain('M50 ')
    expect(words).not.toContain('M51 ')
  })
}
