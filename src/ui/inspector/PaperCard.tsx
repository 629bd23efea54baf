/** Which paper a preset is from, what it changed and where it stood: one short card with a citation. */
import { papers } from '../../presets/papers';
import { selectPreset } from '../../store/derived';
import { useStore } from '../../store/store';
import { useTranslation } from '../words';
import { usePaperWords } from './paperWords';
import './paperCard.css';

export function PaperCard() {
  const { t } = useTranslation();
  const preset = useStore(selectPreset);
  const id = preset?.paper;
  const hasWords = usePaperWords();
  if (id === undefined || !hasWords) return null;
  const { authors, title, venue, year, link } = papers[id];
  return (
    <section className="inspector__section paper">
      <h2 className="section-title">{t('paper.heading')}</h2>
      <p>{t(`paper.${id}.changed`)}</p>
      <p>{t(`paper.${id}.standing`)}</p>
      {preset?.trained === undefined && <p className="paper__note">{t('paper.random')}</p>}
      <p className="paper__note">
        <span>{`${authors} (${year}). `}</span>
        <a href={link} target="_blank" rel="noreferrer">
          <cite>{title}</cite>
        </a>
        <span>{`. ${venue}.`}</span>
      </p>
    </section>
  );
}
