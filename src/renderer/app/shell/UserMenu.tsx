// The person at the workstation: who, and the few things done from anywhere.
import { Menu } from '@mantine/core'
import { initialsOf, type User } from '#shared/domain/people.ts'
import { useT } from '../../i18n/useT.ts'
import { DarkIcon, LockedIcon, LookIcon, SettingsIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { runCommand } from '../commands.ts'
import { usePlace } from '../place.ts'
import { usePrivacy } from '../session/usePrivacy.ts'

export function UserMenu({ me }: { me: User }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const masked = usePrivacy((s) => s.masked)
  return (
    <Menu position="bottom-end" width={264}>
      <Menu.Target>
        <button type="button" className="user-button" aria-label={`${initialsOf(me.name)}, ${t('shell.user.menu')}`}>
          <PersonDisc name={me.name} place={0} size="large" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {t(`role.${me.role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<LookIcon size={16} />} rightSection={<Kbd keys="$mod+." />} onClick={() => runCommand('shell.privacy')}>
          {masked ? t('shell.user.uncover') : t('shell.user.privacy')}
        </Menu.Item>
        <Menu.Item leftSection={<DarkIcon size={16} />} onClick={() => runCommand('shell.theme')}>
          {t('shell.user.theme')}
        </Menu.Item>
        <Menu.Item leftSection={<SettingsIcon size={16} />} onClick={() => go({ view: 'settings' })}>
          {t('shell.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<LockedIcon size={16} />} rightSection={<Kbd keys="$mod+l" />} onClick={() => runCommand('shell.lock')}>
          {t('shell.user.lock')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
