/**
 * Ten digits as a hand draws them: strokes through places on a square, 0 to 1 from the left and the
 * top. Curves are given by their arcs.
 */
export type Place = readonly [x: number, y: number];
type Strokes = readonly (readonly Place[])[];

/** Along an ellipse, from one angle to another in degrees: 0 to the right, 90 down. */
function arc([x, y]: Place, across: number, down: number, from: number, to: number): Place[] {
  const count = Math.max(2, Math.ceil(Math.abs(to - from) / 15));
  return Array.from({ length: count + 1 }, (_, index) => {
    const angle = ((from + ((to - from) * index) / count) * Math.PI) / 180;
    return [x + across * Math.cos(angle), y + down * Math.sin(angle)];
  });
}

export const digitStrokes: readonly Strokes[] = [
  [arc([0.5, 0.5], 0.21, 0.34, -80, 282)],
  [
    [
      [0.4, 0.26],
      [0.53, 0.16],
      [0.51, 0.5],
      [0.49, 0.85],
    ],
  ],
  [
    [
      ...arc([0.5, 0.34], 0.19, 0.18, -165, 35),
      [0.44, 0.7],
      [0.29, 0.84],
      [0.48, 0.83],
      [0.73, 0.84],
    ],
  ],
  [[...arc([0.48, 0.33], 0.18, 0.17, -150, 95), ...arc([0.47, 0.67], 0.21, 0.18, -80, 150)]],
  [
    [
      [0.38, 0.16],
      [0.33, 0.36],
      [0.28, 0.55],
      [0.5, 0.54],
      [0.76, 0.52],
    ],
    [
      [0.63, 0.18],
      [0.61, 0.5],
      [0.58, 0.86],
    ],
  ],
  [
    [[0.38, 0.18], [0.35, 0.46], ...arc([0.47, 0.64], 0.2, 0.2, -130, 140)],
    [
      [0.38, 0.18],
      [0.55, 0.17],
      [0.72, 0.17],
    ],
  ],
  [[[0.6, 0.15], [0.44, 0.32], ...arc([0.49, 0.67], 0.19, 0.18, 200, -170)]],
  [
    [
      [0.28, 0.19],
      [0.5, 0.18],
      [0.71, 0.18],
      [0.59, 0.48],
      [0.46, 0.86],
    ],
  ],
  [
    [
      ...arc([0.5, 0.33], 0.15, 0.17, -60, -270),
      ...arc([0.5, 0.68], 0.19, 0.18, -90, 270),
      ...arc([0.5, 0.33], 0.15, 0.17, 90, -60),
    ],
  ],
  [[...arc([0.48, 0.34], 0.18, 0.18, -20, -370), [0.65, 0.5], [0.62, 0.68], [0.58, 0.86]]],
];
