/** How the values in a sentence are written: `number` is an exact decimal, `time` an instant in an IANA zone, `date` a local day. */
export interface ValueFormats {
  number(value: string): string;
  time(instant: string, zone: string): string;
  date(date: string): string;
}

type Write = (values: Readonly<Record<string, string>>) => string;

/** A language with its formats, ready to word sentences. */
export interface Speaker {
  /** The sentence, or null when the catalogue has no such id (it was stored by a newer version). */
  sentence(id: string, values: Readonly<Record<string, string>>): string | null;
}

/**
 * Makes functions of the templates of a catalogue, each when it is first needed. A blank is `{name}`, `{name|number}`, `{name|time}` (in the
 * zone of the value `zone`), `{name|date}`, or `{name|group}`: the word of the catalogue under `group.` and the value.
 */
export function speakerOf(catalogue: Readonly<Record<string, string>>, formats: ValueFormats): Speaker {
  const compiled = new Map<string, Write | null>();
  const compile = (id: string): Write | null => {
    const template = Object.hasOwn(catalogue, id) ? catalogue[id] : undefined;
    const write = template === undefined ? null : writerOf(template, catalogue, formats);
    compiled.set(id, write);
    return write;
  };
  return {
    sentence(id, values) {
      const write = compiled.get(id) ?? compile(id);
      return write === null ? null : write(values);
    },
  };
}

function writerOf(template: string, catalogue: Readonly<Record<string, string>>, formats: ValueFormats): Write {
  // Odd pieces are blanks.
  const writers = template.split(/\{([^}]+)\}/).map((piece, at) => (at % 2 === 0 ? piece : blank(piece, catalogue, formats)));
  return (values) => {
    let text = '';
    for (const writer of writers) text += typeof writer === 'string' ? writer : writer(values);
    return text;
  };
}

function blank(piece: string, catalogue: Readonly<Record<string, string>>, formats: ValueFormats): Write {
  const [name = '', format] = piece.split('|');
  const value: Write = (values) => values[name] ?? '';
  if (format === undefined) return value;
  if (format === 'number') return (values) => formats.number(value(values));
  if (format === 'date') return (values) => formats.date(value(values));
  if (format === 'time') return (values) => formats.time(value(values), values['zone'] ?? 'UTC');
  return (values) => catalogue[`${format}.${value(values)}`] ?? value(values);
}
