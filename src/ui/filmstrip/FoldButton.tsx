/** Shows the branches of a module as frames of their own, or folds them away. */
import type { NodeId } from '../../network/graph';
import type { Module } from '../../network/modules';
import { toggleFold } from '../../store/folds';
import { useTranslation } from '../words';

interface FoldButtonProps {
  module: Module;
  hidden: ReadonlySet<NodeId>;
}

export default function FoldButton({ module, hidden }: FoldButtonProps) {
  const { t } = useTranslation();
  const inner = module.branches.flat();
  const isFolded = inner.some((id) => hidden.has(id));
  if (inner.length === 0) return null;
  const values = { count: inner.length, branches: module.branches.length };
  const label = t(isFolded ? 'filmstrip.unfold' : 'filmstrip.fold', values);
  return (
    <button
      type="button"
      className="filmstrip__fold"
      data-no-scrub
      aria-expanded={!isFolded}
      aria-label={label}
      title={label}
      onClick={() => toggleFold(module.join)}
    >
      {isFolded ? `+${inner.length}` : '−'}
    </button>
  );
}
