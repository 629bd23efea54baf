/** The pad on the stage, at the input's place: as large as there is room. */
import { Pad } from './Pad';

export default function PadStage() {
  return (
    <div className="pad-stage">
      <Pad />
    </div>
  );
}
