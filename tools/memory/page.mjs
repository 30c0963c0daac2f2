// What every page of the book does for the reader's memory.
import { addBookmarks } from "./bookmarks.mjs";
import { addContinue, paintContents } from "./contents.mjs";
import { keepFormulas } from "./copying.mjs";
import { article, judge, show } from "./highlights.mjs";
import { watchMarks } from "./note.mjs";
import { addPanel } from "./panel.mjs";
import { watchQuizzes } from "./quiz.mjs";
import { Reading } from "./reading.mjs";
import { watchSelection } from "./selecting.mjs";
import { Store, usable } from "./store.mjs";
import { here, pages } from "./book.mjs";
import { say } from "./dom.mjs";

const store = new Store(usable());
globalThis.bookMemory = store; // progress.mjs takes it from here
addEventListener("storage", (event) => store.heard(event));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") store.seenAgain();
});
keepFormulas();
watchQuizzes(store); // before the widgets are made

function main() {
  const known = "popover" in HTMLElement.prototype; // browsers of 2024 and later
  if (!article() || !known || !(here in pages)) return;
  const watch = new Reading(store);
  const paintBookmarks = addBookmarks(store);
  const paintPanel = addPanel(store, watch);
  addContinue(store);
  watchSelection(store);
  watchMarks(store);
  let drawn = null; // the highlights as they are marked
  const paint = () => {
    paintContents(store);
    paintBookmarks();
    paintPanel();
    const now = JSON.stringify(store.get().highlights[here] ?? {});
    if (now !== drawn) {
      drawn = now;
      show(store);
    }
  };
  store.listen(paint);
  paint();
  judge(store);
  if (store.trouble === "damaged") say(store.complaint);
}

main(); // the script is deferred: the page is there, MathJax not yet
