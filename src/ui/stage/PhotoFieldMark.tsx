/** The receptive field, on the photo, of the cell that is pointed at or explained. */
import { useTranslation } from '../words';
import { useField } from './useField';
import { RectMark } from './CellMark';

/** The outline. */
export function PhotoFieldMark() {
  const field = useField();
  if (!field?.inside) return null;
  return <RectMark rect={field.inside} rows={field.rows} columns={field.columns} />;
}

/** The same in words, in the photo's own pixels. */
export function PhotoFieldWords() {
  const { t } = useTranslation();
  const field = useField();
  if (!field) return null;
  if (!field.own) return <p className="side__words">{t('explain.fieldNone')}</p>;
  const { top, left, height, width } = field.own;
  return (
    <p className="side__words">
      {t('explain.fieldOn', {
        fromRow: Math.floor(top) + 1,
        toRow: Math.ceil(top + height),
        fromColumn: Math.floor(left) + 1,
        toColumn: Math.ceil(left + width),
        height: Math.round(height),
        width: Math.round(width),
      })}
    </p>
  );
}
