/** English words that the rules of `core/english` do not form. Lists are texts, which read like a grammar's tables. */

const entries = (text: string): readonly (readonly string[])[] =>
  text.split(',').map((entry) => entry.trim().split(/\s+/));
const setOf = (text: string): ReadonlySet<string> => new Set(entries(text)[0]);
const pairs = (text: string) => new Map(entries(text) as readonly (readonly [string, string])[]);
const triples = (text: string) => new Map(entries(text).map(([base, one, two]) => [base!, [one!, two!] as const]));

/** Base, past, participle. */
export const strongVerbs: ReadonlyMap<string, readonly [past: string, participle: string]> = triples(
  `arise arose arisen, awake awoke awoken, be was been, bear bore borne, beat beat beaten, become became become,
  beget begot begotten, begin began begun, behold beheld beheld, bend bent bent, bereave bereft bereft, beseech besought besought,
  bet bet bet, betake betook betaken, bid bid bid, bind bound bound, bite bit bitten, bleed bled bled, blow blew blown,
  break broke broken, breed bred bred, bring brought brought, build built built, burst burst burst, buy bought bought,
  cast cast cast, catch caught caught, choose chose chosen, cling clung clung, come came come, cost cost cost, creep crept crept,
  cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten,
  fall fell fallen, feed fed fed, feel felt felt, fight fought fought, find found found, flee fled fled, fling flung flung,
  fly flew flown, forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven, forsake forsook forsaken,
  freeze froze frozen, get got got, give gave given, go went gone, grind ground ground, grow grew grown, hang hung hung,
  have had had, hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt, keep kept kept,
  kneel knelt knelt, know knew known, lay laid laid, lead led led, leave left left, lend lent lent, let let let, lie lay lain,
  light lit lit, lose lost lost, make made made, mean meant meant, meet met met, mow mowed mown, pay paid paid, put put put,
  quit quit quit, read read read, rend rent rent, rid rid rid, ride rode ridden, ring rang rung, rise rose risen, run ran run,
  saw sawed sawn, say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, set set set, sew sewed sewn,
  shake shook shaken, shear sheared shorn, shed shed shed, shine shone shone, shoe shod shod, shoot shot shot, show showed shown,
  shrink shrank shrunk, shut shut shut, sing sang sung, sink sank sunk, sit sat sat, slay slew slain, sleep slept slept,
  slide slid slid, sling slung slung, slink slunk slunk, slit slit slit, smite smote smitten, sow sowed sown, speak spoke spoken,
  spend spent spent, spin spun spun, spit spat spat, split split split, spread spread spread, spring sprang sprung,
  stand stood stood, steal stole stolen, stick stuck stuck, sting stung stung, stink stank stunk, strew strewed strewn,
  stride strode stridden, strike struck struck, string strung strung, strive strove striven, swear swore sworn,
  sweep swept swept, swell swelled swollen, swim swam swum, swing swung swung, take took taken, teach taught taught,
  tear tore torn, tell told told, think thought thought, throw threw thrown, thrust thrust thrust, tread trod trodden,
  understand understood understood, wake woke woken, wear wore worn, weave wove woven, weep wept wept, win won won,
  wind wound wound, wring wrung wrung, write wrote written`,
);

/** What may stand before a strong verb, which stays strong: "overtake", "handwrite". */
export const strongPrefix =
  /^(be|for|fore|in|inter|mis|off|out|over|par|re|sub|un|under|up|with|way|co|cross|type|tele|broad|baby|ghost|hand|ham|back|breast|bottle|spoon|force|proof|lip|copy|joy|sky|house|blood|counter)$/;

/** They look like a prefix and a strong verb, and are formed by rule. */
export const formedByRule = setOf('behave belay belie relay rebind');

/** Verbs of more syllables with the weight on the last one, whose last letter doubles: "admitted". */
export const doubledVerbs =
  setOf(`abet abhor abut acquit admit allot annul aver babysit backlog backstop befit befog begin beset blackleg bootleg
  bootstrap commit compel concur confab confer control corral debar debug defer defog demob demur deter disbar disinter dispel
  distil eavesdrop embed emit enrol enthral entrap enwrap equip excel expel extol forbid forget format fulfil handicap hobnob
  humbug imbed impel incur infer inset instil inter intermit kidnap leapfrog manumit occur omit outbid outfit outrun outwit
  overlap overrun overstep patrol permit prefer program propel rebel rebut recap recur refer refit regret remit repel rerun
  retrofit sandbag sidestep submit sublet transfer transmit transship underpin unpin unplug unwrap unzip upset waterlog worship
  wrap zigzag`);

/** Both are written, "travelled" and "traveled"; the shorter one is what is written anew. */
export const doubledOrNot =
  setOf(`barrel bevel cancel carol cavil channel chisel counsel cudgel devil dial dishevel drivel duel enamel equal fuel funnel
  gambol grovel initial jewel kennel label level libel marshal marvel model panel parcel pedal pencil peril pistol pummel quarrel
  ravel refuel rival revel shovel shrivel signal snivel spiral stencil swivel symbol tassel total towel travel trowel tunnel
  unravel yodel benefit focus`);

/** Single forms of verbs that are neither strong nor by rule. */
export const oddVerbs: Readonly<
  Record<string, { readonly third?: string; readonly past?: string; readonly gerund?: string }>
> = {
  be: { third: 'is', gerund: 'being' },
  have: { third: 'has' },
  singe: { gerund: 'singeing' },
  binge: { gerund: 'bingeing' },
  tinge: { gerund: 'tingeing' },
  bus: { third: 'buses' },
  gas: { third: 'gases', past: 'gassed', gerund: 'gassing' },
  quiz: { third: 'quizzes' },
  whiz: { third: 'whizzes' },
  panic: { past: 'panicked', gerund: 'panicking' },
  mimic: { past: 'mimicked', gerund: 'mimicking' },
  picnic: { past: 'picnicked', gerund: 'picnicking' },
  frolic: { past: 'frolicked', gerund: 'frolicking' },
  traffic: { past: 'trafficked', gerund: 'trafficking' },
};

/** They take `es` after `o`, as nouns and as verbs. */
export const withOes =
  setOf(`buffalo cargo domino echo embargo forego forgo go hero antihero superhero mango mosquito motto mulatto negro no outdo
  overdo do redo undo undergo potato tomato tornado torpedo veto volcano zero desperado`);

/** Single base and plural; the compounds of the first of each pair follow it: "housewife", "dormouse", "fisherman". */
export const oddPlurals: ReadonlyMap<string, string> = pairs(
  `child children, foot feet, goose geese, tooth teeth, ox oxen, man men, woman women, person people, louse lice, mouse mice,
  wife wives, life lives, knife knives, calf calves, elf elves, half halves, hoof hooves, leaf leaves, loaf loaves, scarf scarves,
  self selves, sheaf sheaves, shelf shelves, thief thieves, wolf wolves, quiz quizzes, gas gases, bus buses, die dice,
  alumnus alumni, bacillus bacilli, cactus cacti, fungus fungi, nucleus nuclei, radius radii, stimulus stimuli, genus genera,
  opus opuses, corpus corpora, criterion criteria, phenomenon phenomena, bacterium bacteria, curriculum curricula,
  medium media, memorandum memoranda, ovum ova, stratum strata, erratum errata, datum data, symposium symposia,
  alga algae, larva larvae, antenna antennae, formula formulas, vertebra vertebrae, nebula nebulae, appendix appendices,
  matrix matrices, index indices, vertex vertices, vortex vortices, chateau chateaux, tableau tableaux, plateau plateaus,
  axis axes, oasis oases, testis testes, passerby passersby, stomach stomachs, epoch epochs, monarch monarchs, patriarch patriarchs,
  matriarch matriarchs, loch lochs`,
);

/** Compounds of these have the plural of their last part: "housewife", "firemen". */
export const lastParts = ['wife', 'knife', 'mouse', 'man', 'child', 'foot', 'tooth', 'shelf', 'life'] as const;
/** Of these only the end is like a part: "human", "blouse". */
export const wholeAfterAll =
  setOf(`human german roman norman ottoman talisman shaman caiman cayman brahman hetman mussulman superhuman nonhuman
  hotfoot bigfoot tenderfoot`);

/** Nouns without a plural of their own, or that are one. */
export const noPlural =
  setOf(`acoustics advice aerobics aerodynamics aeronautics aircraft amends anger arithmetic arsenic athletics baggage billiards
  bison bread butter cattle chaos chassis chewing civics clothes coal cotton data deer dice dishonesty earnings economics education
  electricity electronics enjoyment equipment ethics expertise fiction flour forgiveness furniture genetics golf gluten grass greed
  gymnastics hair happiness haste headquarters hockey homework honesty homage hospitality hunger ignorance impatience information
  internet jeans jewelry karate knowledge laughter leather leisure lightning linguistics literature logistics luck luggage
  machinery magic mathematics means measles mechanics melancholy merchandise money moose mumps music news nowadays
  offspring oxygen pants patience peace petrol physics police politics pork premises rabies recognition relaxation rice sadness
  safety salmon sand scenery scissors self series sheep shorts shrimp soap soccer spacecraft species static statistics steam stuff
  sunshine swine tea tennis thermodynamics thunder toothpaste traffic trousers trout tuna tyranny violence warmth weather
  wildlife wool wheat wit`);

/** Positive, comparative, superlative. */
export const oddComparisons: ReadonlyMap<string, readonly [comparative: string, superlative: string]> = triples(
  'good better best, bad worse worst, far further furthest, shy shyer shyest, sly slyer slyest, dry drier driest, well better best',
);
