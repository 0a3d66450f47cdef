// The only door of the administration.
export { AdministrationView } from './AdministrationView.tsx'
