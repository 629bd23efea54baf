/** The matrix' size, and matrices to begin with. Nothing where the photo is a real one. */
import './matrix.css';
import { longestMatrixSide, type Matrix } from '../../photo/matrix';
import {
  articleMatrix,
  cross,
  randomDigits,
  verticalEdge,
  zeros,
} from '../../photo/matrixExamples';
import { resizeMatrix, showMatrix, useMatrix } from '../../store/matrix';
import { Slider } from '../controls/Slider';
import { useTranslation } from '../words';

/** By the name of its button. */
const examples: Readonly<Record<string, (rows: number, columns: number) => Matrix>> = {
  article: () => articleMatrix,
  verticalEdge,
  cross,
  random: randomDigits,
  clear: zeros,
};

export function MatrixSettings() {
  const { t } = useTranslation();
  const matrix = useMatrix();
  if (!matrix) return null;
  const { rows, columns } = matrix;
  const side = { min: 1, max: longestMatrixSide, step: 1, isWhole: true };
  return (
    <section className="inspector__section" aria-label={t('matrix.name')}>
      <h3 className="section-title">{t('matrix.name')}</h3>
      <Slider
        {...side}
        label={t('matrix.rows')}
        value={rows}
        onChange={(value) => resizeMatrix(value, columns)}
      />
      <Slider
        {...side}
        label={t('matrix.columns')}
        value={columns}
        onChange={(value) => resizeMatrix(rows, value)}
      />
      <div className="matrix-settings__buttons">
        {Object.entries(examples).map(([name, make]) => (
          <button
            key={name}
            type="button"
            className="button button--bordered"
            onClick={() => showMatrix(make(rows, columns))}
          >
            {t(`matrix.${name}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
