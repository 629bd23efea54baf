/** Pictures that are dropped anywhere on the page or pasted into it. */
import { useEffect, useState } from 'react';
import { holdsFiles, isForField, pickFile, type IncomingWay } from '../photo/incoming';
import { PhotoProblem } from '../photo/photo';
import { notify } from '../store/notices';
import { openPhotoFile } from '../store/photo';
import { isTextField } from './textField';

/** Opens the picture among what came in, or says why there is none. */
export function openIncoming(source: DataTransfer | FileList | null, way: IncomingWay): void {
  try {
    const file = pickFile(source, way);
    void openPhotoFile(file, file.name);
  } catch (error) {
    if (!(error instanceof PhotoProblem)) throw error;
    notify('problem', error.problem);
  }
}

/** Listens on the whole page; true while files are dragged over it. */
export function useIncomingPhotos(): boolean {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      setDropping(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Without a related target the pointer has left the window.
      if (event.relatedTarget === null) setDropping(false);
    };
    const onDrop = (event: DragEvent) => {
      setDropping(false);
      // A text that is dragged into a field; files never are for it.
      if (isTextField(event.target) && !holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      openIncoming(event.dataTransfer, 'dropped');
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTextField(event.target) && isForField(event.clipboardData)) return;
      openIncoming(event.clipboardData, 'pasted');
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
  return dropping;
}
