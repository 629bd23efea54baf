/** Beside the stage while a digit is drawn or read: the pad, what the network sees, its answer. */
import './digit.css';
import { useStore } from '../../store/store';
import { isDigitOfFile } from '../../store/digits';
import { switchReading } from '../../store/ownDigit';
import { Photo } from '../stage/Photo';
import { useTranslation } from '../words';
import { Answer } from './Answer';
import { Pad } from './Pad';

interface DigitSideProps {
  hasPad: boolean;
  /** Whether what the network sees is shown here, in small; else it is there already. */
  hasPhoto: boolean;
}

export default function DigitSide({ hasPad, hasPhoto }: DigitSideProps) {
  const { t } = useTranslation();
  return (
    <div className="digit" data-pad={hasPad} data-photo={hasPhoto}>
      {hasPad && <Pad />}
      <ReadingSwitch />
      <div className="digit__result">
        {hasPhoto && (
          <figure className="digit__seen">
            <Photo sweep={null} />
            <figcaption>{t('digit.seen')}</figcaption>
          </figure>
        )}
        <Answer />
      </div>
    </div>
  );
}

/** For a photo of one's own: whether the digit in it is what the network gets. */
function ReadingSwitch() {
  const { t } = useTranslation();
  const photoRef = useStore((state) => state.photoRef);
  if (photoRef.source !== 'file') return null;
  return (
    <label className="check digit__switch" title={t('digit.switchHint')}>
      <input type="checkbox" checked={isDigitOfFile(photoRef)} onChange={switchReading} />
      <span>{t('digit.switch')}</span>
    </label>
  );
}
