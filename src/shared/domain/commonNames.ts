// Given names and surnames that are common in Spanish and English, folded: only to know that words of a file name are a person's name. Frequent names, not a register.

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const COMMON_GIVEN_NAMES = list(
  'ana maria carmen josefa isabel dolores pilar teresa rosa cristina angeles laura antonia elena marta francisca lucia mercedes rosario raquel sara paula eva beatriz juana patricia encarnacion manuela silvia rocio ' +
    'julia irene montserrat sandra monica alba angela sonia yolanda sofia nuria alicia susana claudia natalia inmaculada carla lorena gloria amparo consuelo victoria ines veronica olga esther elvira leonor adela emilia ' +
    'jose antonio juan manuel francisco luis javier miguel angel carlos jesus david pedro daniel alejandro rafael fernando alberto pablo ramon sergio jorge vicente enrique diego andres joaquin victor ignacio adrian raul ' +
    'roberto eduardo jaime ruben ivan oscar salvador emilio agustin felipe tomas gonzalo nicolas alfonso mariano domingo ricardo julio gabriel gregorio felix hector marcos cesar alfredo guillermo lorenzo esteban mateo hugo ' +
    'james john robert michael william richard joseph thomas charles christopher matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary eric jonathan ' +
    'stephen larry justin scott brandon benjamin samuel frank alexander patrick raymond jack dennis jerry peter henry arthur harold simon martin ' +
    'mary jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon cynthia kathleen amy helen anna ' +
    'brenda pamela nicole samantha katherine emma ruth christine catherine debra rachel carolyn janet virginia heather diane julie joyce olivia judith martha charlotte hannah alice jane',
)

export const COMMON_SURNAMES = list(
  'garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez martin jimenez hernandez ruiz diaz moreno munoz alvarez romero gutierrez alonso navarro torres dominguez ramos vazquez ramirez gil serrano morales molina ' +
    'blanco suarez castro ortega delgado ortiz marin rubio nunez medina sanz castillo iglesias cortes garrido santos guerrero lozano cano cruz mendez flores prieto herrera pena leon marquez cabrera gallego calvo vidal campos ' +
    'reyes vega fuentes carrasco diez aguilar caballero nieto santana vargas pascual gimenez herrero hidalgo montero lorenzo santiago benitez duran ibanez arias mora ferrer carmona vicente rojas soto crespo roman pastor velasco ' +
    'parra saez moya bravo rivera gallardo soler esteban silva lara prado quiroga lastra solano ' +
    'smith johnson williams brown jones miller davis wilson anderson taylor moore jackson thompson harris clark lewis robinson walker allen wright scott adams nelson baker campbell mitchell carter roberts ' +
    'evans turner phillips parker edwards collins stewart morris murphy cook rogers morgan peterson cooper reed bailey bell kelly howard richardson watson brooks wood james bennett gray hughes sanders ross foster okafor',
)
