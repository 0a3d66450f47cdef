// The only door of the settings.
export { SettingsView } from './SettingsView.tsx'
