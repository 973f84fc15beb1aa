import { type Demo } from './demo';

/** Runs a scene with the demo's clock at an instant, and sets it back afterwards. */
export async function atInstant(demo: Demo, instant: number, scene: () => Promise<void>): Promise<void> {
  const minutes = Math.ceil((instant - Date.now()) / 60_000);
  const move = async (by: string): Promise<void> => {
    const { code, output } = await demo.script('clock', by);
    if (code !== 0) throw new Error(`The clock did not move by ${by}: ${output}`);
  };
  await move(`+${minutes}m`);
  try {
    await scene();
  } finally {
    await move(`-${minutes}m`);
  }
}
