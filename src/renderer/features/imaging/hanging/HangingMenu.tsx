// Takes up a hanging protocol, remembers it for this kind of study, or opens their list for changing.
import { Menu } from '@mantine/core'
import type { HangingProtocol } from '#shared/domain/hanging.ts'
import { type Translate, useT } from '../../../i18n/useT.ts'
import { HangingIcon, RememberedIcon } from '../imagingIcons.ts'
import type { Hanging } from './useHanging.ts'

export function protocolName(t: Translate, { id, name }: Pick<HangingProtocol, 'id' | 'name'>): string {
  return name || t(`imaging.hanging.shipped.${id}` as 'imaging.hanging.shipped.ctTwoDates')
}

export function HangingMenu({ hanging, onEdit }: { hanging: Hanging; onEdit(): void }) {
  const t = useT()
  const { fitting, subject, chosen, apply, choose } = hanging
  return (
    <Menu position="bottom-end" withinPortal width={320}>
      <Menu.Target>
        <button type="button" className="c-tool" aria-label={t('imaging.hanging.label')}>
          <HangingIcon size={18} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" className="c-strip-menu">
        <Menu.Label>{t('imaging.hanging.for', { subject })}</Menu.Label>
        {fitting.length === 0 && <Menu.Label>{t('imaging.hanging.none')}</Menu.Label>}
        {fitting.map((protocol) => (
          <Menu.Item key={protocol.id} rightSection={<span className="t-micro t-3">{`${protocol.rows} × ${protocol.columns}`}</span>} onClick={() => apply(protocol)}>
            {protocolName(t, protocol)}
          </Menu.Item>
        ))}
        {fitting.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('imaging.hanging.always', { subject })}</Menu.Label>
            {fitting.map((protocol) => (
              <Menu.Item
                key={protocol.id}
                leftSection={<RememberedIcon size={16} aria-hidden style={{ visibility: chosen === protocol.id ? 'visible' : 'hidden' }} />}
                {...(chosen === protocol.id ? { 'aria-current': 'true' as const } : {})}
                onClick={() => choose(chosen === protocol.id ? null : protocol.id)}
              >
                {protocolName(t, protocol)}
              </Menu.Item>
            ))}
          </>
        )}
        <Menu.Divider />
        <Menu.Item onClick={onEdit}>{t('imaging.hanging.edit')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
