import { MongoClient } from 'mongodb';
import { aheadMs } from './clock';
import { openStage, type Stage } from './browser';
import { type Demo, openDemo } from './demo';

export interface House {
  demo: Demo;
  stage: Stage;
  /** The demo's database, to look at what is stored. Connects when it is first asked. */
  database: MongoClient;
}

/** Puts back what a file has changed for others. */
type Leave = () => Promise<void>;
type Scene = (sentence: string, body: () => Promise<void>) => void;

const OPENING_MS = 600_000;

/**
 * Opens the demo and a browser before the tests of a file and closes them after the last; `enter` takes what it needs
 * and sets the scene, and may return what puts it back.
 * @returns a test that is a scene of the stage, of at most so many seconds
 */
export function openHouse(
  enter: (house: House) => void | Promise<void> | Promise<Leave>,
  seconds = 400,
): Scene {
  const house: Partial<House> = {};
  let leave: Leave | void;
  beforeAll(async () => {
    const demo = (house.demo = await openDemo());
    const stage = (house.stage = await openStage(() => aheadMs(demo)));
    const database = (house.database = new MongoClient(demo.env.DATABASE_URI ?? ''));
    leave = await enter({ demo, stage, database });
  }, OPENING_MS);
  afterAll(async () => {
    await leave?.();
    await house.database?.close();
    await house.stage?.close();
    await house.demo?.close();
  });
  const play = async (body: () => Promise<void>): Promise<void> => {
    if (!house.stage) throw new Error('There is no stage.');
    await house.stage.scene(body)();
  };
  return (sentence, body) => test(sentence, () => play(body), seconds * 1000);
}
