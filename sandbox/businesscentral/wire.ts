import { enumCaptions, type EnumName } from './data/enums.js';
import { zeroDate } from './data/notation.js';

/** The wire name of an enumeration member: characters outside letters, digits and underscore become `_xHHHH_`; a blank member is `_x0020_`. */
export function wireNameOf(caption: string): string {
  if (caption.trim() === '') return '_x0020_';
  return caption.replace(
    /[^A-Za-z0-9_]/g,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

function spellings(name: EnumName): Map<string, string> {
  const wireNames = new Map<string, string>();
  for (const caption of enumCaptions[name]) {
    wireNames.set(caption, wireNameOf(caption));
    wireNames.set(wireNameOf(caption), wireNameOf(caption));
    if (caption === '') wireNames.set(' ', '_x0020_');
  }
  return wireNames;
}

const spellingsByEnum: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  (Object.keys(enumCaptions) as EnumName[]).map((name) => [name, spellings(name)]),
);

/** The wire name for a spelling that a caller used (wire name, caption, or blank); undefined when there is no such member. */
export function enumMember(name: EnumName, spelling: string): string | undefined {
  return spellingsByEnum.get(name)?.get(spelling);
}

/** The caption behind a wire name. */
export function captionOf(name: EnumName, wireName: string): string {
  return enumCaptions[name].find((caption) => wireNameOf(caption) === wireName) ?? '';
}

/** A UTC instant as the service writes it: up to three decimals, trailing zeros cut. */
export function instantText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}

/** The calendar day of a moment, `yyyy-MM-dd`, in UTC: the work date of a service session. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** True for a real calendar day in `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  if (text === zeroDate) return true;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
