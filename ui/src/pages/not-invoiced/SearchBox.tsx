import { SearchBox as FluentSearchBox } from '@fluentui/react-components';
import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

/** Typing pauses this long before the list is asked again. */
const pauseMs = 300;

/** Search over all text columns (F3). */
export function SearchBox(props: {
  value: string;
  onSearch: (text: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
  onDone: () => void;
}) {
  const { value, onSearch, inputRef, onDone } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  useEffect(() => {
    if (draft === value) return undefined;
    const timer = setTimeout(() => onSearch(draft), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, value, onSearch]);
  return (
    <FluentSearchBox
      ref={inputRef}
      size="small"
      value={draft}
      maxLength={200}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      onChange={(_, data) => setDraft(data.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          onSearch(draft);
          onDone();
        }
      }}
    />
  );
}
