// When a section counts as read: its end has been on the screen, and it was
// looked at for as long as a quick reader needs. (pure)

const WORDS_A_SECOND = 10; // two to three times a careful reader's
const [LEAST, MOST] = [3, 60]; // seconds

/** How many seconds a section of so many words has to be looked at. */
export const needed = (words) =>
  Math.min(MOST, Math.max(LEAST, words / WORDS_A_SECOND));

/** The same section after another second on the screen. */
export const looked = (seen, endSeen) => ({
  seconds: (seen?.seconds ?? 0) + 1,
  endSeen: (seen?.endSeen ?? false) || endSeen,
});

export const isRead = (seen, words) =>
  seen.endSeen && seen.seconds >= needed(words);
