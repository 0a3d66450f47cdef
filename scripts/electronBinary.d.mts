// What tests use of electronBinary.mjs.
export function findElectron(env?: NodeJS.ProcessEnv, packageFolder?: string): string | null
