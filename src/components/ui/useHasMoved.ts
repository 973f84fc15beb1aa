'use client';
import { useState } from 'react';

/** Whether somebody has left the step the page opened with; until then nothing on the page may take the focus. */
export function useHasMoved(step: string): boolean {
  const [opened] = useState(step);
  const [hasMoved, setMoved] = useState(false);
  const moves = !hasMoved && step !== opened;
  if (moves) setMoved(true);
  return hasMoved || moves;
}
