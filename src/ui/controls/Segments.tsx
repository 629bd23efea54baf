/** One of a few: radio buttons drawn as one bar. */
import { useId } from 'react';

interface SegmentsProps<Option extends string> {
  label: string;
  options: readonly { value: Option; label: string }[];
  value: Option;
  onChange: (value: Option) => void;
  /** What is told where the pointer rests. */
  title?: string;
  /** A key that changes it from anywhere. */
  keys?: string;
}

export function Segments<Option extends string>(props: SegmentsProps<Option>) {
  const name = useId();
  return (
    <div
      className="segments"
      role="radiogroup"
      aria-label={props.label}
      aria-keyshortcuts={props.keys}
      title={props.title}
    >
      {props.options.map((option) => (
        <label key={option.value} className="segments__option">
          <input
            type="radio"
            name={name}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
