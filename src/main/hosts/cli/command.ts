// What a command is: its words, its options, and one function. Printing, exit codes and opening the store are the runner's.
import type { ContractRouterClient } from '@orpc/contract'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { workstationContract } from '#shared/contract/workstation/index.ts'
import type { WalkthroughResult } from '#core/walkthrough/walkthroughScenario.ts'
import type { ContentRequest, ContentResponse } from '#core/content/contentRoutes.ts'
import { CommandEnd, EXIT, type Exit } from './exits.ts'

export type WorkstationClient = ContractRouterClient<typeof workstationContract>

/** A core opened on a store, spoken to by the same contract as a window, with the same checks and the same audit. */
export interface OpenStore {
  readonly client: WorkstationClient
  readonly content: { handle(request: ContentRequest): Promise<ContentResponse> }
  /** Names this store among all: stays the same for its life. */
  storeId(): string
  /** Audit chain and every file of the unlocked profile; `detail` holds counts, sequence numbers and hashes only. */
  examine(signal: AbortSignal): Promise<{ ok: boolean; code: string; detail: string }[]>
  /** Makes a demo profile in the store and does the whole main job with it; files go to `outDirectory`. */
  walkthrough(request: { outDirectory: string; seed: number; signal: AbortSignal; onStep: (step: string) => void }): Promise<WalkthroughResult>
  stop(): Promise<void>
}

export interface OpenStoreRequest {
  readonly directory: string
  /** What the core's file picker answers: the path given on the command line. */
  readonly picks?: string
}

/** The machine around a command. */
export interface Outside {
  readonly env: NodeJS.ProcessEnv
  readonly openStore: (request: OpenStoreRequest) => Promise<OpenStore>
  readonly progress: (line: string) => void
  readonly signal: AbortSignal
}

type OptionValues = Readonly<Record<string, string | boolean | undefined>>

export interface CommandCall extends Outside {
  readonly values: OptionValues
  readonly positionals: readonly string[]
}

/** `json` is the one object of `--json`; `text` what a person reads instead. */
interface CommandResult {
  readonly json: object
  readonly text: readonly string[]
  /** For commands that can find something wrong and still have a result. */
  readonly exit?: Exit
}

export interface Command {
  /** After the name, e.g. "PATH --store DIR [--case ID]". */
  readonly usage: string
  readonly does: string
  readonly options: ParseArgsOptionsConfig
  /** How many arguments without a name: [least, most]. */
  readonly arguments: readonly [number, number]
  run(call: CommandCall): Promise<CommandResult>
}

/** @throws CommandEnd usage */
export function requiredText(call: CommandCall, name: string): string {
  const value = call.values[name]
  if (typeof value !== 'string' || value === '') throw new CommandEnd(EXIT.usage, `--${name} is required`)
  return value
}

/** @throws CommandEnd usage */
export function argument(call: CommandCall, index: number): string {
  const value = call.positionals[index]
  if (value === undefined) throw new CommandEnd(EXIT.usage, 'an argument is missing')
  return value
}
