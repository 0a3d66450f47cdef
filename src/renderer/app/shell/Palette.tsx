// Ctrl+K: every case of the work list and every command that is offered now, by name.
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useLayoutEffect, useRef, useState } from 'react'
import { foldForSearch } from '#shared/domain/workList.ts'
import { useWorkList } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { FindIcon, PersonIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { runCommand, useCommands } from '../commands.ts'
import { casePlace, usePlace } from '../place.ts'

const MOST_CASES = 8

export function openPalette() {
  spotlight.open()
}

export function Palette() {
  const t = useT()
  const go = usePlace((s) => s.go)
  const [query, setQuery] = useState('')
  const commands = useCommands((s) => s.commands)
  const words = foldForSearch(query).split(/\s+/).filter(Boolean)
  const fits = (text: string) => words.every((word) => foldForSearch(text).includes(word))

  const asked = useWorkList({ text: query, limit: MOST_CASES })
  const cases = (asked.data?.lines ?? [])
    .map(({ reviewCase }) => ({
      id: reviewCase.id,
      name: `${reviewCase.patient.familyName}, ${reviewCase.patient.givenName}`,
      number: reviewCase.caseNumber,
      condition: reviewCase.condition,
    }))
    // Until the answer to these words is here, the lines of the words before stand: Enter must not open a patient whom the words no longer mean.
    .filter(({ name, number, condition }) => !asked.isPlaceholderData || fits(`${name} ${number} ${condition}`))
  const offered = [...commands.values()]
    .filter((command) => command.enabled !== false && command.id !== 'shell.palette')
    .map((command) => ({ ...command, title: t(`command.${command.id}`) }))
    .filter((command) => fits(command.title))

  // The library selects the first line when the words change; lines that come or go later (cases are asked for) would leave none, and Enter would do nothing.
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!list.current?.querySelector('[data-selected]'))
      list.current?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  })

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      transitionProps={{ duration: 120, exitDuration: 0, transition: 'fade' }}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      attributes={{ content: { 'aria-label': t('shell.find') } }}
    >
      <Spotlight.Search
        placeholder={t('shell.palette.placeholder')}
        aria-label={t('shell.find')}
        leftSection={<FindIcon size={18} />}
      />
      <Spotlight.ActionsList>
        <div ref={list}>
          {cases.length > 0 && (
            <Spotlight.ActionsGroup label={t('shell.palette.cases')}>
              {cases.map((c) => (
                <Spotlight.Action key={c.id} onClick={() => go(casePlace(c.id, 'overview'))}>
                  <PersonIcon size={16} className="t-3" aria-hidden />
                  <span className="palette-words t-clip">
                    <strong className="private">{c.name}</strong> <span className="palette-number">{c.number}</span>{' '}
                    <span className="t-2">{c.condition}</span>
                  </span>
                </Spotlight.Action>
              ))}
            </Spotlight.ActionsGroup>
          )}
          {offered.length > 0 && (
            <Spotlight.ActionsGroup label={t('shell.palette.commands')}>
              {offered.map((command) => (
                <Spotlight.Action key={command.id} onClick={() => runCommand(command.id)}>
                  <span className="palette-words t-clip">{command.title}</span>
                  {command.keys && (
                    <span className="palette-keys">
                      <Kbd keys={command.keys} />
                    </span>
                  )}
                </Spotlight.Action>
              ))}
            </Spotlight.ActionsGroup>
          )}
          {cases.length + offered.length === 0 && <Spotlight.Empty>{t('shell.palette.nothing')}</Spotlight.Empty>}
        </div>
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
