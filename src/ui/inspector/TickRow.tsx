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
      {ticks.map(({ position, label }, place) => (
        // Ticks have no identity but their place: with its position for a key, one would be put in anew
        // at each move.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={place} style={{ '--before': position, '--behind': 1 - position }}>
          {label}
        </span>
      ))}
    </div>
  );
}
