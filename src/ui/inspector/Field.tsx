/** A setting's row that is no slider: its label, then whatever control it has. */
import type { ReactNode } from 'react';

interface FieldProps {
  label: string;
  /** Shown when the pointer rests on the label. */
  hint?: string | undefined;
  /** The control's id, where clicking the label should reach it. */
  htmlFor?: string;
  children: ReactNode;
}

export function Field({ label, hint, htmlFor, children }: FieldProps) {
  return (
    <div className="field inspector__field" title={hint}>
      {htmlFor === undefined ? (
        <span className="field__label">{label}</span>
      ) : (
        <label className="field__label" htmlFor={htmlFor}>
          {label}
        </label>
      )}
      <div className="inspector__control">{children}</div>
    </div>
  );
}
