/** Figures under a ramp or an axis, each at its place; those at the ends stay within. */
interface TickRowProps {
  ticks: readonly {
    /** 0 at the left end, 1 at the right. */
    position: number;
    label: string;
  }[];
}

export function TickRow({ ticks }: TickRowProps) {
  return (
    <div className="inspector__ticks">
      {ticks.map(({ position, label }) => (
        <span
          key={position}
          style={{ left: `${position * 100}%`, '--shift': `${-position * 100}%` }}
        >
          {label}
        </span>
      ))}
    </div>
  );
}
