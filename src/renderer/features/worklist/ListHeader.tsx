// Head of the list: what is shown, a text filter, and the way to bring in a new case.
import { Button, Menu, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { runCommand } from '../../app/commands.ts'
import { useT } from '../../i18n/useT.ts'
import { ArchiveIcon, FindIcon, FolderIcon, ImportIcon, RequestIcon } from '../../ui/icons.ts'

interface ListHeaderProps {
  title: string
  count: number
  text: string
  onText: (text: string) => void
  findField: RefObject<HTMLInputElement | null>
}

export function ListHeader({ title, count, text, onText, findField }: ListHeaderProps) {
  const t = useT()
  return (
    <div className="worklist-head">
      <h1 className="t-display">{title}</h1>
      <span className="t-heading t-3 t-number" aria-live="polite">
        {count}
      </span>
      <span className="c-spacer" />
      <TextInput
        ref={findField}
        aria-label={t('worklist.find')}
        placeholder={t('worklist.find')}
        leftSection={<FindIcon size={15} />}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onText('')
        }}
      />
      <NewCaseButtons />
    </div>
  )
}

/** The two ways a case begins: what was sent, or a written request without its material. */
export function NewCaseButtons() {
  const t = useT()
  return (
    <span className="worklist-new">
      <Button variant="subtle" leftSection={<RequestIcon size={16} />} onClick={() => runCommand('intake.newCase')}>
        {t('intake.newCase.open')}
      </Button>
      <OpenBundleMenu />
    </span>
  )
}

function OpenBundleMenu() {
  const t = useT()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button leftSection={<ImportIcon size={16} />}>{t('worklist.openBundle')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<FolderIcon size={16} />} onClick={() => runCommand('import.openFolder')}>
          {t('worklist.openFolder')}
        </Menu.Item>
        <Menu.Item leftSection={<ArchiveIcon size={16} />} onClick={() => runCommand('import.openFile')}>
          {t('worklist.openFile')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
