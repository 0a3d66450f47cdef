// The tables of requirements F1 and F5, walked row by row against the templates that are shipped: each field is there, is asked for as the table says,
// takes every value of the table's set and refuses others. Written from the requirement's text, not from the templates.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Illness } from '#shared/domain/illness.ts'
import type { ReportTemplate, TemplateField } from '#shared/domain/report.ts'
import { isFieldValue } from '#shared/domain/reportFields.ts'
import { PackId } from '#shared/domain/reviewCase.ts'
import { template } from '../../../support/reports/lungCase.ts'

/** R: always asked for. C: asked for under a condition. O: may be given. */
type Asked = 'R' | 'C' | 'O'
interface Row {
  /** section.field or section.list.field; several of the same kind with a bar. */
  readonly at: string
  readonly asked: Asked
  /** Values that the table names: the whole set of a coded field. */
  readonly only?: string
  /** Values that must be taken, besides others. */
  readonly takes?: string
  readonly refuses?: string
  readonly standard?: string
}

function fieldAt(of: ReportTemplate, place: string): TemplateField {
  const [section, first, second] = place.split('.')
  const found = of.sections.find(({ key }) => key === section)
  const fields = second === undefined ? found?.fields : found?.lists.find(({ key }) => key === first)?.fields
  const field = fields?.find(({ key }) => key === (second ?? first))
  if (!field) throw new Error(`${of.id} has no ${place}`)
  return field
}

const places = (at: string) => {
  const [stem = '', ...more] = at.split('|')
  const cut = stem.lastIndexOf('.') + 1
  return [stem, ...more.map((name) => stem.slice(0, cut) + name)]
}

function walk(pack: PackId, rows: readonly Row[]): void {
  const of = template(pack)
  for (const { at, asked, only, takes, refuses, standard } of rows) {
    for (const place of places(at)) {
      const field = fieldAt(of, place)
      const how: Asked = field.required ? 'R' : field.requiredWhen ? 'C' : 'O'
      expect([place, how]).toEqual([place, asked])
      if (only !== undefined) expect([place, field.options?.map(({ code }) => code).sort().join(' ')]).toEqual([place, only.split(' ').sort().join(' ')])
      for (const value of takes?.split(' ') ?? []) expect(isFieldValue(field, value), `${place} takes ${value}`).toBe(true)
      for (const value of refuses?.split(' ') ?? []) expect(isFieldValue(field, value), `${place} refuses ${value}`).toBe(false)
      if (standard !== undefined) expect([place, field.standard]).toEqual([place, standard])
    }
  }
}

const AGREEMENT = 'agree minor major notAssessable'
const CTCAE = 'CTCAE v5'
const INTENT = '373808002 363676003 399707004 261004008 129428001'

/** F1, sections 0-4 and 10-20: the same in every template (F5: "§0–4, 10–21 unchanged"). */
const COMMON: readonly Row[] = [
  { at: 'caseAndProgramme.issuer', asked: 'R' },
  { at: 'caseAndProgramme.sponsor|inPersonEncounterOn', asked: 'O' },
  { at: 'caseAndProgramme.requesterRelation', asked: 'O', only: 'self guardian legalRepresentative' },
  { at: 'caseAndProgramme.legalStatus', asked: 'O', only: 'informative medicalReport' },
  { at: 'motiveAndQuestions.informationPreference', asked: 'O', only: 'full partial noPrognosis notStated' },
  { at: 'material.pathologyReread|imagingReread', asked: 'R', only: 'yes no notPossible' },
  { at: 'material.pathologyAgreement|imagingAgreement', asked: 'C', only: AGREEMENT },
  { at: 'material.pathologyExplanation|imagingExplanation', asked: 'C' },
  { at: 'material.missing.item|impact', asked: 'R' },
  { at: 'firstOpinion.priorOpinions.author|givenOn|diagnosis|plan', asked: 'R' },
  { at: 'firstOpinion.priorOpinions.intent', asked: 'O', only: INTENT, standard: 'SNOMED CT' },
  { at: 'patientAndTreatment.noKnown', asked: 'O', only: 'comorbidities medicines treatments' },
  { at: 'patientAndTreatment.comorbidities.icd10', asked: 'O', standard: 'ICD-10', takes: 'J44.9 I10', refuses: '44.9 J' },
  { at: 'patientAndTreatment.medicines.medicine', asked: 'R', standard: 'ATC' },
  { at: 'patientAndTreatment.treatments.line|from|to|toxicity', asked: 'O' },
  { at: 'patientAndTreatment.treatments.toxicityGrade', asked: 'O', only: '0 1 2 3 4 5', standard: CTCAE },
  { at: 'statusAndOutlook.diseaseStatus', asked: 'R', only: '268910001 359746009 271299001 709137006' },
  { at: 'statusAndOutlook.prognosisHorizon|prognosisBasis|prognosisCertainty', asked: 'C' },
  { at: 'options.surgeryNecessary', asked: 'R', only: 'yes no conditional notApplicable' },
  { at: 'options.surgeryCondition', asked: 'C' },
  { at: 'options.waitAndSee', asked: 'R' },
  { at: 'options.options.benefit|risks|recovery', asked: 'R' },
  { at: 'options.options.benefitSource|risksSource|qualityOfLife|availability', asked: 'O' },
  { at: 'options.options.intent', asked: 'R', only: INTENT },
  { at: 'options.options.worstGrade', asked: 'O', only: '1 2 3 4 5', standard: CTCAE },
  { at: 'options.options.reversibility', asked: 'O', only: 'reversible partly irreversible' },
  { at: 'options.options.evidenceLevel', asked: 'O', only: 'I II III IV V', standard: 'ESMO' },
  { at: 'options.options.evidenceGrade', asked: 'O', only: 'A B C D E', standard: 'ESMO' },
  { at: 'medicalRecommendations.recommendations.kind', asked: 'R', takes: 'diagnostic treatment supportive rehabilitation lifestyle psychological referral medicine' },
  { at: 'medicalRecommendations.recommendations.action', asked: 'R', takes: 'start stop change continue test cancelTest' },
  { at: 'medicalRecommendations.recommendations.urgency|owner', asked: 'R' },
  { at: 'medicalRecommendations.recommendations.intent', asked: 'C' },
  { at: 'medicalRecommendations.recommendations.dose|strength', asked: 'O' },
  { at: 'trials.trialsSearchedOn', asked: 'R' },
  { at: 'trials.trialResult', asked: 'R', only: 'found noneFound notApplicable' },
  { at: 'trials.trials.registryId', asked: 'R', takes: 'NCT01234567 2023-512345-12-00 2019-001234-56', refuses: 'NCT123 ISRCTN1 2023-412345-12-00' },
  { at: 'trials.trials.asOf|status', asked: 'R' },
  { at: 'trials.trials.match', asked: 'R', only: 'match unclear no' },
  { at: 'panel.consensus', asked: 'R', only: 'unanimous majority split singleExpert' },
  { at: 'panel.dissent', asked: 'O' },
  { at: 'panel.experts.name|discipline|licence|reviewed|vote', asked: 'R' },
  { at: 'panel.experts.country', asked: 'R', takes: 'ES US', refuses: 'Spain es' },
  { at: 'panel.experts.conflict', asked: 'R', only: 'none declared' },
  { at: 'psychologicalRecommendations.assessedHow|supportLevel', asked: 'R' },
  { at: 'followUp.warningSigns.sign|act', asked: 'R' },
  { at: 'outcomeAndLimits.outcome', asked: 'R', only: 'definitive definitiveWithLimits notPossible' },
]

const RECIST = 'CR PR SD PD NE nonCR/nonPD'
const ESCAT = 'I-A I-B I-C II-A II-B III-A III-B IV-A IV-B V X'

const ONCOLOGY: readonly Row[] = [
  { at: 'firstOpinion.priorOpinions.topography|morphology|stage|edition|response', asked: 'O' },
  { at: 'patientAndTreatment.ecog', asked: 'C', takes: '0 1 2 3 4 5', refuses: '6 -1 1.5', standard: 'LOINC 89247-1' },
  { at: 'patientAndTreatment.karnofsky', asked: 'O', takes: '10 100', refuses: '110', standard: 'LOINC 89243-0' },
  { at: 'patientAndTreatment.lansky', asked: 'O', takes: '10 100', standard: 'NCIT C38144' },
  { at: 'diagnosis.topography', asked: 'R', takes: 'C34.1 C80.9', refuses: 'C34 34.1 D34.1', standard: 'ICD-O-3.2' },
  { at: 'diagnosis.morphology', asked: 'R', takes: '8140/0 8140/1 8140/2 8140/3 8140/6 8140/9', refuses: '8140/4 8140 814/3', standard: 'ICD-O-3.2' },
  { at: 'diagnosis.primarySite', asked: 'C' },
  { at: 'diagnosis.grade', asked: 'O', only: '1 2 3 4 9' },
  { at: 'diagnosis.icd10', asked: 'R', takes: 'C00 C34.1 C97 D00 D37.4 D48.9', refuses: 'D49 D50.0 I63 Z85' },
  { at: 'diagnosis.laterality', asked: 'R', only: 'right left bilateral midline notApplicable notStated' },
  { at: 'diagnosis.diagnosedOn', asked: 'O' },
  { at: 'diagnosis.basisOfDiagnosis', asked: 'R', only: '0 1 2 4 5 6 7 9', standard: 'ENCR' },
  { at: 'diagnosis.verificationStatus', asked: 'R', only: 'unconfirmed provisional differential confirmed refuted' },
  { at: 'stage.stagingSystem', asked: 'R', only: '897275008 1269566009 uicc8 uicc9 figo annArbor luganoStage iss riss rai binet bclc inrgss whoCns notApplicable' },
  { at: 'stage.stagePrefix', asked: 'C', only: 'c p yc yp r a' },
  { at: 'stage.tumour', asked: 'C', takes: 'TX T0 Tis T1 T1mi T2a T4 T2(m)', refuses: 'T5 2a' },
  { at: 'stage.nodes', asked: 'C', takes: 'NX N0 N1 N1mi N2a N2b N3c N0(i+) N0(i-) N0(i+)(sn)', refuses: 'N4 N1x' },
  { at: 'stage.metastasis', asked: 'C', takes: 'M0 M1 M1a M1c1 M1c2 M0(i+)', refuses: 'MX M2' },
  { at: 'stage.lymphatic', asked: 'O', only: 'LX L0 L1' },
  { at: 'stage.venous', asked: 'O', only: 'VX V0 V1 V2' },
  { at: 'stage.perineural', asked: 'O', only: 'PnX Pn0 Pn1' },
  { at: 'stage.residual', asked: 'O', only: 'RX R0 R1 R2' },
  { at: 'stage.stageGroup', asked: 'O', takes: '0 I IA1 IIIB IVA', refuses: 'V 3' },
  { at: 'biomarkers.oestrogenReceptor|progesteroneReceptor|ki67|pdl1Tps|pdl1Ic', asked: 'O', takes: '0 35 100', refuses: '101 -1' },
  { at: 'biomarkers.pdl1Cps', asked: 'O', takes: '0 10 100', refuses: '101' },
  { at: 'biomarkers.her2', asked: 'O', only: '0 1+ 2+ 3+ notDone' },
  { at: 'biomarkers.her2Ish', asked: 'C' },
  { at: 'biomarkers.mismatchRepair', asked: 'O', only: 'proficient deficient notDone' },
  { at: 'biomarkers.microsatellites', asked: 'O', only: 'mss msiHigh notDone' },
  { at: 'biomarkers.tumourMutationalBurden', asked: 'O', takes: '0 12.5' },
  { at: 'biomarkers.germline', asked: 'O', takes: 'class1 class2 class3 class4 class5 notTested' },
  { at: 'biomarkers.biomarkers.analyte|method', asked: 'R' },
  { at: 'biomarkers.biomarkers.result', asked: 'R', only: 'positive negative equivocal notEvaluable notDone' },
  { at: 'biomarkers.biomarkers.variant', asked: 'O', standard: 'HGVS' },
  { at: 'biomarkers.biomarkers.specimen|date|value|cutOff', asked: 'O' },
  { at: 'biomarkers.biomarkers.valueUnit', asked: 'O', standard: 'UCUM' },
  { at: 'biomarkers.biomarkers.escat', asked: 'O', only: ESCAT, standard: 'ESCAT' },
  { at: 'biomarkers.biomarkers.amp', asked: 'O', only: 'I II III IV' },
  { at: 'imaging.studies.study|date', asked: 'R' },
  { at: 'imaging.studies.modality', asked: 'R', takes: 'CT MR PT NM US MG DX CR XA OT', refuses: 'TAC' },
  { at: 'imaging.studies.region|limits|findings', asked: 'O' },
  { at: 'imaging.studies.agreement', asked: 'R' },
  { at: 'response.criteria', asked: 'O', only: 'recist11 irecist lugano2014 percist rano2010 rano2 notApplicable' },
  { at: 'response.timepointResponse|bestResponse', asked: 'O', takes: `${RECIST} iCR iPR iSD iUPD iCPD non-iCR/non-iUPD CMR PMR NMR SMD PMD` },
  { at: 'response.deauville', asked: 'C', only: '1 2 3 4 5 X' },
  { at: 'statusAndOutlook.evidenceType', asked: 'O' },
  { at: 'statusAndOutlook.treatmentSetting|resectability', asked: 'O' },
  { at: 'options.options.mcbs', asked: 'O', only: 'A B C 5 4 3 2 1', standard: 'ESMO-MCBS v1.1' },
]

const STROKE: readonly Row[] = [
  { at: 'patientAndTreatment.mrsBefore', asked: 'O', takes: '0 6', refuses: '7', standard: 'LOINC 75859-9' },
  { at: 'patientAndTreatment.mrsNow', asked: 'R', takes: '0 6', refuses: '7', standard: 'LOINC 75859-9' },
  { at: 'diagnosis.strokeType', asked: 'R', only: 'I63 I61 I60 G45 G08 I67.6 I64' },
  { at: 'diagnosis.onset', asked: 'C' },
  { at: 'diagnosis.onsetOn', asked: 'R' },
  { at: 'diagnosis.lastKnownWell|laterality|territory', asked: 'O' },
  { at: 'severity.nihssAdmission', asked: 'C', takes: '0 42', refuses: '43', standard: 'LOINC 72089-6' },
  { at: 'severity.nihssNow', asked: 'O', takes: '0 42', refuses: '43' },
  { at: 'severity.glasgow', asked: 'O', takes: '3 15', refuses: '2 16' },
  { at: 'severity.ichScore', asked: 'C', takes: '0 6', refuses: '7' },
  { at: 'severity.huntHess', asked: 'C', takes: '1 5', refuses: '0 6' },
  { at: 'severity.wfns', asked: 'O', takes: '1 5', refuses: '0 6' },
  { at: 'severity.modifiedFisher', asked: 'O', takes: '0 4', refuses: '5' },
  { at: 'aetiology.toast', asked: 'R', only: 'largeArtery cardioembolic smallVessel otherDetermined undeterminedTwo undeterminedNegative undeterminedIncomplete notApplicable' },
  { at: 'aetiology.ascod', asked: 'O', takes: 'A0S1C2O3D9', refuses: 'A4S0C0O0D0' },
  { at: 'aetiology.workUp', asked: 'O', only: 'brainImaging vesselImaging ecgRhythm echo lipids hba1c' },
  { at: 'aetiology.atrialFibrillation', asked: 'O' },
  { at: 'aetiology.cha2ds2Vasc', asked: 'C', takes: '0 9', refuses: '10' },
  { at: 'aetiology.chadsVersion', asked: 'C', only: 'cha2ds2vasc cha2ds2va' },
  { at: 'aetiology.hasBled', asked: 'O', takes: '0 9', refuses: '10' },
  { at: 'aetiology.carotidStenosis', asked: 'O', takes: '0 100', refuses: '101' },
  { at: 'imaging.aspects', asked: 'O', takes: '0 10', refuses: '11', standard: 'SNOMED CT 1290002002' },
  { at: 'imaging.occlusionSite|haemorrhageExcludedOn|microbleeds', asked: 'O' },
  { at: 'imaging.mtici', asked: 'O', only: '0 1 2a 2b 2c 3' },
  { at: 'imaging.haemorrhagicTransformation', asked: 'O', only: 'none HI1 HI2 PH1 PH2' },
  { at: 'evolution.scores.mrs|nihss', asked: 'O' },
  { at: 'evolution.scores.barthel', asked: 'O', takes: '0 100', refuses: '101' },
  { at: 'options.reperfusionLookBack', asked: 'O' },
  { at: 'options.options.kind', asked: 'R', takes: 'secondaryPrevention antithrombotic carotid pfoClosure haematomaSurgery rehabilitation waitAndSee' },
  { at: 'options.options.startOn|stopOn', asked: 'O' },
  { at: 'followUp.driving|work', asked: 'O' },
]

const PARKINSON: readonly Row[] = [
  { at: 'diagnosis.mdsCriteria', asked: 'R', only: 'established probable notParkinson' },
  { at: 'diagnosis.exclusions|redFlags', asked: 'O', standard: 'MDS 2015' },
  { at: 'diagnosis.alternatives', asked: 'O', only: 'none msa psp cbs dlb vascular drugInduced et nph' },
  { at: 'diagnosis.icd10', asked: 'R', takes: 'G20 G21.1' },
  { at: 'diagnosis.onsetAge|durationYears|onsetSide', asked: 'O' },
  { at: 'severity.hoehnYahr', asked: 'R', only: '1 1.5 2 2.5 3 4 5' },
  { at: 'severity.motorState', asked: 'R', only: 'on off notStated' },
  { at: 'severity.hoursSinceDose', asked: 'C' },
  { at: 'severity.updrs1|updrs2', asked: 'O', takes: '0 52', refuses: '53' },
  { at: 'severity.updrs3', asked: 'O', takes: '0 132', refuses: '133' },
  { at: 'severity.updrs4', asked: 'O', takes: '0 24', refuses: '25' },
  { at: 'patientAndTreatment.schwabEngland', asked: 'O', takes: '0 100', refuses: '101' },
  { at: 'patientAndTreatment.dopamineBlocker', asked: 'R' },
  { at: 'medication.antiparkinson.medicine', asked: 'R', takes: 'levodopa entacapone ropinirole other' },
  { at: 'medication.antiparkinson.doseMg', asked: 'O', takes: '100' },
  { at: 'medication.antiparkinson.times', asked: 'O', takes: '8:00 21:30', refuses: '25:00 morning' },
  { at: 'medication.ledd', asked: 'O' },
  { at: 'medication.leddTable|leddConfirmed', asked: 'C' },
  { at: 'medication.levodopaResponse', asked: 'O', takes: '0 40 100' },
  { at: 'medication.motorComplications', asked: 'O', only: 'none wearingOff dyskinesia freezing' },
  { at: 'medication.screen521', asked: 'O' },
  { at: 'medication.dopamineAgonist', asked: 'R' },
  { at: 'imaging.datSpect|mibg', asked: 'O' },
  { at: 'imaging.videoReviewed', asked: 'O', only: 'yes no noConsent' },
  { at: 'imaging.videoFile', asked: 'C' },
  { at: 'imaging.videoMoments', asked: 'C', takes: '12:05 gait_0:31', refuses: 'gait 1:75' },
  { at: 'imaging.genetics', asked: 'O', takes: 'LRRK2 GBA1 SNCA PRKN' },
  { at: 'evolution.scores.updrs3|ledd', asked: 'O' },
  { at: 'evolution.rbd|hyposmia|falls|swallowing', asked: 'O' },
  { at: 'evolution.bloodPressureLying|bloodPressureStanding', asked: 'C', takes: '130/80', refuses: '130 high' },
  { at: 'evolution.moca', asked: 'O', takes: '0 30', refuses: '31' },
  { at: 'evolution.impulseControl', asked: 'C' },
  { at: 'evolution.cognition|mood', asked: 'R' },
  { at: 'options.options.kind', asked: 'R', takes: 'doseChange dbs pump focusedUltrasound rehabilitation waitAndSee' },
]

/** F5, "other packs": scores by illness. */
const GENERIC: readonly Row[] = [
  { at: 'patientAndTreatment.ecog', asked: 'O', takes: '0 5', refuses: '6' },
  { at: 'patientAndTreatment.karnofsky', asked: 'O', takes: '10 100' },
  { at: 'diagnosis.illness', asked: 'R', takes: 'heartAttack coronarySurgery renalFailure hiv immunologic transplant alzheimer surgery other' },
  { at: 'severity.lvef|syntax|euroscore2|cd4|viralLoad|organ|meld3|cpra|asa|cdr', asked: 'C' },
  { at: 'severity.kdigoG', asked: 'C', only: 'G1 G2 G3a G3b G4 G5' },
  { at: 'severity.kdigoA', asked: 'C', only: 'A1 A2 A3' },
  { at: 'severity.hivStage', asked: 'C', only: 'CDC1 CDC2 CDC3 WHO1 WHO2 WHO3 WHO4' },
  { at: 'severity.atn', asked: 'O', takes: 'A+T+N- A-T-N-', refuses: 'A1T1N1' },
  { at: 'severity.mmse', asked: 'O', takes: '0 30', refuses: '31' },
  { at: 'severity.asa', asked: 'C', only: 'I II III IV V VI' },
  { at: 'severity.centreVolume', asked: 'O' },
]

describe('F1 and F5, field by field', () => {
  test.each(PackId.options)('%s: sections 0-4 and 10-20', (pack) => walk(pack, COMMON))
  test('onc/1', () => walk('onc/1', ONCOLOGY))
  test('str/1', () => walk('str/1', STROKE))
  test('pd/1', () => walk('pd/1', PARKINSON))
  test('the generic pack', () => walk('generic/1', GENERIC))
})

test('oncology compares on the nine axes of F1, each with agreement, significance and reason', () => {
  const of = template('onc/1')
  for (const axis of ['Diagnosis', 'Stage', 'Biomarkers', 'Intent', 'Surgery', 'Systemic', 'Radiotherapy', 'Supportive', 'FollowUp']) {
    walk('onc/1', [
      { at: `comparison.agreement${axis}`, asked: 'R', takes: 'agree refined partlyDiffer differ cannotJudge' },
      { at: `comparison.significance${axis}`, asked: 'C', only: 'none minor major' },
      { at: `comparison.reason${axis}`, asked: 'C', only: 'newData pathologyReread imagingReread newerEvidence experience technology preference sourceDiffers' },
    ])
  }
  expect(of.sections.find(({ key }) => key === 'options')?.lists.find(({ key }) => key === 'options')?.min).toBe(2)
})

/** The column "rule" of F1 and the lines "Block" of F5; that each fires and clears is shown in templateRules. */
const RULES: Readonly<Record<PackId, string>> = {
  'onc/1':
    'pathologyNotReread ecogDead ecogKarnofsky1above comorbiditiesNotStated medicinesNotStated treatmentsNotStated medicinesContradicted noMicroscopy diagnosedOnNotStated metastasisGroup groupWithoutMetastasis germlineNoCounselling studiesNotListed lymphomaCriteria gliomaCriteria responseNotOfIrecist improvedButProgressed trialFoundNotNamed votesAgainstConsensus expertNotReviewed',
  'str/1': 'undeterminedBrainImaging undeterminedVesselImaging undeterminedEcgRhythm undeterminedEcho undeterminedLipids undeterminedHba1c chadsVaMost antithromboticBleedingRisk antithromboticHaemorrhage medicinesNotStated',
  'pd/1': 'dopamineBlocker dbsCognition dbsMood dbsLevodopa establishedWithExclusion medicinesNotStated',
  'generic/1': 'ownPack ecogDead functionNotStated medicinesNotStated',
}

test.each(PackId.options)('%s carries the rules that the tables name', (pack) => {
  const keys = template(pack).sections.flatMap(({ rules }) => rules.map(({ key }) => key))
  expect(RULES[pack].split(' ').filter((key) => !keys.includes(key))).toEqual([])
})

test('what a checklist may miss is an item of the report’s own list, in every template', () => {
  const folder = new URL('../../../../resources/illnesses/', import.meta.url)
  const illnesses = readdirSync(folder).map((name) => Illness.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  for (const { id, packId, checklist } of illnesses) {
    const items = fieldAt(template(packId), 'material.missing.item')
    expect([id, checklist.filter(({ code }) => !isFieldValue(items, code)).map(({ code }) => code)]).toEqual([id, []])
  }
  const stroke = illnesses.find(({ id }) => id === 'stroke')
  // F5: "Extra documents: discharge summary, angiography, Holter, echo, rehab report".
  for (const code of ['dischargeSummary', 'angiography', 'electrocardiogram', 'echocardiogram', 'rehabilitation']) expect(stroke?.checklist.map((item) => item.code)).toContain(code)
})
