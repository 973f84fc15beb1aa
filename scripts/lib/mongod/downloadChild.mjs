// Downloads MongoDB's own build and prints where it is; run by download.mjs with its settings in the environment.
import mongoms from 'mongodb-memory-server-core';

try {
  const path = await mongoms.MongoBinary.getPath();
  console.log(`\nbinary: ${path}`);
} catch (error) {
  console.error(error.message.replaceAll(/\s+/g, ' ').slice(0, 200));
  process.exit(1);
}
