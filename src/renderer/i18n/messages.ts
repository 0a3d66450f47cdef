// Type of a language: every key of English, in every language, or it does not compile.

export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** The same keys with texts of another language. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> }

/** Dotted paths of all texts, e.g. "worklist.empty.sentence". */
export type KeysOf<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : KeysOf<T[K], `${Prefix}${K}.`>
}[keyof T & string]
