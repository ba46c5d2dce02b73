import type { Step } from '../../src/core/recipe';
import type { TransformInfo } from '../../src/core/transform';

/** Something that *Add step…* offers. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly family: string;
  readonly aliases: readonly string[];
  readonly step: Step;
}

const groups: readonly Offer[] = [
  {
    id: 'oneOf',
    title: 'One of',
    summary: 'Each variant gets one of the steps in it, drawn by weight.',
    family: 'Groups',
    aliases: ['OneOf', 'RandomChoice', 'choice'],
    step: { oneOf: [] },
  },
  {
    id: 'someOf',
    title: 'Some of',
    summary: 'Each variant gets some of the steps in it.',
    family: 'Groups',
    aliases: ['SomeOf', 'RandomOrder', 'RandAugment'],
    step: { someOf: [], count: [1, 2] },
  },
];

/** Everything that can be added to a recipe, families together; groups only where a group may stand. */
export function offersOf(transforms: readonly TransformInfo[], withGroups: boolean): readonly Offer[] {
  const offers = transforms.map(
    ({ id, title, summary, family, aliases }): Offer => ({
      id,
      title,
      summary,
      family,
      aliases,
      step: { transform: id },
    }),
  );
  const families = [...new Set(offers.map((o) => o.family))];
  const sorted = families.flatMap((family) => offers.filter((o) => o.family === family));
  return withGroups ? [...sorted, ...groups] : sorted;
}

/** An offer that matches, and the alias by which it does, when its own names do not. */
export interface Match {
  readonly offer: Offer;
  readonly alias?: string;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_.-]+/g, '');

/**
 * The offers whose title, id, family or alias holds the text, or whose summary holds it as a word's beginning; the
 * closest first: a name that begins with it, one that holds it, then the summaries.
 */
export function searchOffers(offers: readonly Offer[], text: string): readonly Match[] {
  const wanted = plain(text);
  if (wanted === '') return offers.map((offer) => ({ offer }));
  const found = offers.flatMap((offer) => ranked(offer, wanted, text.trim().toLowerCase()));
  return found.sort((a, b) => a.rank - b.rank).map(({ match }) => match);
}

interface Ranked {
  readonly rank: number;
  readonly match: Match;
}

function ranked(offer: Offer, wanted: string, word: string): readonly Ranked[] {
  const own = [offer.title, offer.id.slice(offer.id.indexOf('.') + 1), offer.id].map(plain);
  const begins = offer.aliases.find((a) => plain(a).startsWith(wanted));
  const holds = begins ?? offer.aliases.find((a) => plain(a).includes(wanted));
  if (own.some((name) => name.startsWith(wanted))) return [{ rank: 0, match: { offer } }];
  if (begins) return [{ rank: 1, match: { offer, alias: begins } }];
  if (own.some((name) => name.includes(wanted))) return [{ rank: 2, match: { offer } }];
  if (holds) return [{ rank: 3, match: { offer, alias: holds } }];
  if (plain(offer.family).includes(wanted)) return [{ rank: 4, match: { offer } }];
  const words = offer.summary.toLowerCase().split(/[^\p{L}\d]+/u);
  return words.some((w) => w.startsWith(word)) ? [{ rank: 5, match: { offer } }] : [];
}
