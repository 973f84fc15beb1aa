/**
 * How much chance was played with, and from which seeds, for the summary. Read where the tests read it.
 * @returns {Promise<string>}
 */
export async function volumes() {
  const { CASE_REPEATS, CASE_SEED, PROPERTY_RUNS, PROPERTY_COMMANDS, PROPERTY_SEED, MAIL_DAYS } =
    await import('../../../tests/support/volume.ts');
  const rows = [
    `CASE_SEED=${CASE_SEED} (each case told so often: ${CASE_REPEATS}, ${MAIL_DAYS} days of mail)`,
    `PROPERTY_SEED=${PROPERTY_SEED} (${PROPERTY_RUNS} runs of ${PROPERTY_COMMANDS} commands)`,
  ];
  return `Seeds\n${rows.map((row) => `  ${row}`).join('\n')}`;
}
