/** Markup that is safe to put into a page as it is. */
export interface Markup {
  readonly markup: string;
}

const entityOf: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Builds markup from a template; every value that is not markup itself is escaped. Lists are joined. */
export function html(texts: TemplateStringsArray, ...values: unknown[]): Markup {
  return { markup: texts.reduce((page, text, at) => page + text + (at < values.length ? render(values[at]) : ''), '') };
}

function render(value: unknown): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  if (typeof value === 'object' && value !== null && 'markup' in value) return (value as Markup).markup;
  return String(value).replace(/[&<>"']/g, (character) => entityOf[character]!);
}
