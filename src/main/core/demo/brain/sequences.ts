// How each MR sequence shows the tissues, and what its header says: values as a 1.5 T scanner gives them.
import type { Dataset } from '../../imaging/dicom/part10.ts'
import type { Signals } from './paintBrain.ts'

export interface MrSequence {
  readonly label: string
  readonly number: number
  readonly description: string
  readonly signals: Signals
  readonly columns: number
  /** Grain as a share of white matter's signal. */
  readonly grain: number
  readonly blur: number
  readonly window: readonly [centre: number, width: number]
  readonly imageType: readonly string[]
  readonly technique: Dataset
}

const SPIN_ECHO = { ScanningSequence: 'SE', SequenceVariant: 'SK', ScanOptions: '', MRAcquisitionType: '2D' } as const

export const T1: MrSequence = {
  label: 't1', number: 2, description: 'Ax T1 SE', columns: 256, grain: 0.03, blur: 0.5, window: [480, 760],
  imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
  signals: {
    fluid: 130, grey: 430, white: 590, deepGrey: 470, pallidum: 520, fat: 960, muscle: 390, bone: 60, marrow: 560, eye: 190, flow: 70,
    infarct: 350, infarctShare: 0.75, scar: 440, iron: 500,
  },
  technique: { ...SPIN_ECHO, RepetitionTime: 520, EchoTime: 12, FlipAngle: 90, EchoTrainLength: 1 },
}

export const T2: MrSequence = {
  label: 't2', number: 3, description: 'Ax T2 TSE', columns: 256, grain: 0.035, blur: 0.45, window: [560, 1050],
  imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
  signals: {
    fluid: 1080, grey: 520, white: 370, deepGrey: 430, pallidum: 320, fat: 620, muscle: 190, bone: 50, marrow: 300, eye: 1000, flow: 60,
    infarct: 690, infarctShare: 0.72, scar: 660, iron: 240,
  },
  technique: { ...SPIN_ECHO, RepetitionTime: 4300, EchoTime: 98, FlipAngle: 150, EchoTrainLength: 15 },
}

export const FLAIR: MrSequence = {
  label: 'flair', number: 4, description: 'Ax FLAIR', columns: 256, grain: 0.035, blur: 0.55, window: [430, 820],
  imageType: ['ORIGINAL', 'PRIMARY', 'OTHER'],
  signals: {
    fluid: 60, grey: 470, white: 370, deepGrey: 420, pallidum: 330, fat: 620, muscle: 230, bone: 40, marrow: 280, eye: 110, flow: 60,
    infarct: 640, infarctShare: 0.78, scar: 760, iron: 290,
  },
  technique: { ...SPIN_ECHO, ScanningSequence: ['SE', 'IR'], RepetitionTime: 8500, EchoTime: 112, InversionTime: 2450, FlipAngle: 150, EchoTrainLength: 21 },
}

export const DWI_B1000: MrSequence = {
  label: 'dwi', number: 5, description: 'Ax DWI b1000', columns: 128, grain: 0.05, blur: 0.6, window: [260, 520],
  imageType: ['ORIGINAL', 'PRIMARY', 'OTHER', 'DIFFUSION'],
  signals: {
    fluid: 34, grey: 205, white: 178, deepGrey: 190, pallidum: 150, fat: 26, muscle: 50, bone: 16, marrow: 22, eye: 28, flow: 24,
    infarct: 560, infarctShare: 0.94, scar: 190, iron: 140,
  },
  technique: {
    ScanningSequence: ['EP', 'SE'], SequenceVariant: 'SK', ScanOptions: 'FS', MRAcquisitionType: '2D', RepetitionTime: 4600, EchoTime: 89,
    FlipAngle: 90, EchoTrainLength: 64, SequenceName: '*ep_b1000t', DiffusionBValue: 1000,
  },
}

export const ADC: MrSequence = {
  label: 'adc', number: 6, description: 'Ax ADC (10^-6 mm2/s)', columns: 128, grain: 0.045, blur: 0.6, window: [1200, 2400],
  imageType: ['DERIVED', 'PRIMARY', 'OTHER', 'ADC'],
  signals: {
    fluid: 2950, grey: 860, white: 760, deepGrey: 790, pallidum: 720, fat: 120, muscle: 500, bone: 60, marrow: 90, eye: 2700, flow: 300,
    infarct: 385, infarctShare: 0.94, scar: 1050, iron: 700,
  },
  technique: {
    ScanningSequence: ['EP', 'SE'], SequenceVariant: 'SK', ScanOptions: 'FS', MRAcquisitionType: '2D', RepetitionTime: 4600, EchoTime: 89,
    FlipAngle: 90, EchoTrainLength: 64,
  },
}
