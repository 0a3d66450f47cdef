// "?": the keys of this view, read from the commands that are offered now; nothing is listed that does not act.
import { useT } from '../../i18n/useT.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { type Command, useCommands } from '../commands.ts'

export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const commands = useCommands((s) => s.commands)
  const keyed = [...commands.values()].filter((command) => command.keys)
  return (
    <Dialog title={t('shell.sheet.title')} open={open} onClose={onClose} size="52rem">
      <div className="sheet">
        <Column title={t('shell.sheet.everywhere')} commands={keyed.filter((command) => command.scope === 'global')} />
        <Column title={t('shell.sheet.here')} commands={keyed.filter((command) => command.scope === 'viewer')} />
      </div>
    </Dialog>
  )
}

function Column({ title, commands }: { title: string; commands: readonly Command[] }) {
  const t = useT()
  return (
    <section>
      <h3 className="t-micro t-3">{title}</h3>
      {commands.map((command) => (
        <div key={command.id} className="sheet-line">
          <span>{t(`command.${command.id}`)}</span>
          <span>
            <Kbd keys={command.keys ?? ''} />
          </span>
        </div>
      ))}
    </section>
  )
}
